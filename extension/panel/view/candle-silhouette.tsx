/** Each candle: where its wick and its body begin and end, 0 the top. */
const CANDLES = [
  { wick: [52, 84], body: [58, 76] },
  { wick: [44, 70], body: [50, 60] },
  { wick: [46, 82], body: [52, 74] },
  { wick: [30, 62], body: [36, 54] },
  { wick: [22, 48], body: [26, 38] },
  { wick: [26, 60], body: [30, 52] },
  { wick: [34, 66], body: [42, 50] },
  { wick: [14, 46], body: [20, 42] },
  { wick: [6, 34], body: [12, 24] },
] as const;
const STEP = 20;
const BODY_WIDTH = 10;

/** The shape of a chart in the colour of its grid, where there is none to show. */
export const CandleSilhouette = () => (
  <svg class="silhouette" viewBox={`0 0 ${CANDLES.length * STEP - BODY_WIDTH} 90`} aria-hidden="true">
    {CANDLES.map(({ wick, body }, index) => (
      <g key={index} transform={`translate(${index * STEP} 0)`}>
        <rect x={BODY_WIDTH / 2 - 0.5} y={wick[0]} width={1} height={wick[1] - wick[0]} />
        <rect y={body[0]} width={BODY_WIDTH} height={body[1] - body[0]} rx={1} />
      </g>
    ))}
  </svg>
);

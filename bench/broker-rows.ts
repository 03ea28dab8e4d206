import { measureDecoding } from './decoding.ts';
import { perSecond, times, type Row } from './table.ts';

const DECODING_GOAL = 50_000;

/** What reading a broker's frames costs. */
export const brokerRows = (step: (text: string) => void): Row[] => {
  step("decoding Pocket Option's frames");
  const { decoder, parsing } = measureDecoding();
  return [
    {
      what: "decoding Pocket Option's frames, one core",
      ours: perSecond(decoder, 'frames'),
      beside: `their payloads parsed alone: ${perSecond(parsing, 'frames')}`,
      ratio: times(decoder / parsing),
      figure: { text: `≥ ${perSecond(DECODING_GOAL, 'frames')}`, reached: decoder >= DECODING_GOAL },
    },
  ];
};

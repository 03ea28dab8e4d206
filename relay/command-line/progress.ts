const REDRAWS_PER_SECOND = 10;

export interface Progress {
  /** `part` of the whole, 0 to 1, and how many rows so far. */
  readonly update: (part: number, rows: number) => void;
  stop(): void;
}

/** A bar on stderr, where that is a terminal; else nothing. `rows`: what is counted, such as "ticks". */
export const showProgress = async (rows: string): Promise<Progress> => {
  if (!process.stderr.isTTY) return { update: () => undefined, stop: () => undefined };
  // Every command's start would pay for it.
  const { Presets, SingleBar } = await import('cli-progress');
  const bar = new SingleBar(
    {
      format: `{bar} {percentage} % | {rows} ${rows} | {eta_formatted} left`,
      fps: REDRAWS_PER_SECOND,
      stream: process.stderr,
      hideCursor: true,
      clearOnComplete: true,
      etaBuffer: 50,
    },
    Presets.shades_classic,
  );
  bar.start(1, 0, { rows: '0' });
  return {
    update: (part, count) => bar.update(part, { rows: count.toLocaleString('en') }),
    stop: () => bar.stop(),
  };
};

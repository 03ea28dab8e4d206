import type { CaptureCount } from './capture-counts.ts';

const grouped = (count: number): string => count.toLocaleString('en');

/** Sentences for people on what the connected captures have not brought: it is in no account of the audit. */
export const captureNotes = (captures: readonly CaptureCount[]): string[] => {
  if (captures.length === 0) return ['Not received yet: no browser is connected that could tell.'];
  const sum = (figure: keyof CaptureCount): number =>
    captures.reduce((total, counts) => total + counts[figure], 0);
  const browsers = captures.length === 1 ? '1 browser' : `${captures.length} browsers`;
  const notes = [`Not received yet: ${grouped(sum('waiting'))} captured ticks wait in ${browsers}.`];
  const dropped = sum('dropped');
  if (dropped > 0) {
    notes.push(
      `Never received: ${grouped(dropped)} captured ${dropped === 1 ? 'tick was' : 'ticks were'} given up in ` +
        `${browsers} since the extension was installed, because more waited than a browser holds: keep the relay running.`,
    );
  }
  return notes;
};

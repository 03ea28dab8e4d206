import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Frames and ticks of a real page, kept beside the checkout and never inside it. */
const FOLDER = fileURLToPath(new URL('../../shared/recordings/', import.meta.url));

let said = false;

/** Whether the recordings are there; says so once, in one line, where they are not. */
export const recordingsPresent = (): boolean => {
  const present = existsSync(FOLDER);
  if (!present && !said)
    process.stderr.write('The recordings are not beside this checkout: their tests do not run.\n');
  said = true;
  return present;
};

export interface RecordedFrame {
  readonly i: number;
  /** When it was read, UTC seconds; frames were read in batches. */
  readonly t: number;
  readonly sock: string;
  readonly op: 1 | 2;
  readonly data?: string;
  readonly b64?: string;
}

export const recordedFrames = (name: string): RecordedFrame[] =>
  readFileSync(join(FOLDER, `${name}.jsonl`), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as RecordedFrame);

/** The rows of a CSV without its header. */
export const recordedRows = (name: string): string[][] =>
  readFileSync(join(FOLDER, `${name}.csv`), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));

export const RECORDINGS = ['rec_20250831_224741', 'rec_20250903_003350'] as const;
export const RECORDED_HISTORIES = [
  'history_EURGBP_otc_20250903_003350_i154',
  'history_GBPUSD_otc_20250831_224741_i34',
] as const;

import { renameSync, writeFileSync } from 'node:fs';

/** Only this user reads and writes it. */
const PRIVATE_MODE = 0o600;

/** Replaces a file in one step, so that a crash leaves the old one or the new one, never a half. */
export const writePrivateFile = (file: string, text: string): void => {
  const unfinished = `${file}.new`;
  writeFileSync(unfinished, text, { mode: PRIVATE_MODE, flush: true });
  renameSync(unfinished, file);
};

import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { lockDataDir } from '../tick-log/data-dir-lock.ts';

/** Everything that the relay ever writes into a data directory, and nothing that somebody else may have put there. */
const OWN_FILE =
  /^(ticks[\w.:-]*\.sqlite(-wal|-shm|-journal)?|ticks\.suspect|relay\.(lock|json)(-journal|\.new)?|(owner-token|(paired|browsers)\.json)(\.new)?)$/;

const removeIfEmpty = (folder: string): void => {
  if (readdirSync(folder).length === 0) rmdirSync(folder);
};

const removeFiles = (folder: string, isOurs: (name: string) => boolean): string[] => {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter(isOurs);
  for (const file of files) rmSync(path.join(folder, file), { force: true });
  removeIfEmpty(folder);
  return files.map((file) => path.join(folder, file));
};

/**
 * Removes the tick log, the tokens and the pairings of a data directory and the log file, and both folders if
 * nothing else is in them. Answers what was removed.
 * @throws UserError where a relay runs on the data directory.
 */
export const purgeData = (dataDir: string, logFile: string): string[] => {
  const logName = path.basename(logFile);
  const logs = (): string[] => removeFiles(path.dirname(logFile), (name) => name.startsWith(logName));
  if (!existsSync(dataDir)) return logs();
  const unlock = lockDataDir(dataDir);
  unlock();
  return [...removeFiles(dataDir, (name) => OWN_FILE.test(name)), ...logs()];
};

import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { OPTIONS } from '../config/options.ts';
import { bad, good, skipped, warn, type Check } from './check.ts';

const OTHERS = 0o077;

const isOpenToOthers = (file: string): boolean => (statSync(file).mode & OTHERS) !== 0;

const isWritable = (folder: string): boolean => {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** It holds tokens, and what the user watches: nobody else may read it. */
export const dataDirCheck: Check = {
  title: 'Data directory',
  check: ({ config: { dataDir } }) => {
    if (!existsSync(dataDir)) return skipped(`${dataDir} is made at the first start.`);
    if (!isWritable(dataDir))
      return bad(
        `${dataDir} cannot be read and written by this user.`,
        `Make it this user's own, or set ${OPTIONS.dataDir.name} to another folder.`,
      );
    if (process.platform === 'win32') return good(`${dataDir} can be written.`);
    const files = readdirSync(dataDir).map((name) => path.join(dataDir, name));
    const open = [dataDir, ...files].filter((file) => existsSync(file) && isOpenToOthers(file));
    return open.length === 0
      ? good(`${dataDir} is private to this user.`)
      : warn(
          `Other users of this machine can get into ${open.join(', ')}.`,
          `Run \`chmod -R go-rwx '${dataDir}'\`.`,
        );
  },
};

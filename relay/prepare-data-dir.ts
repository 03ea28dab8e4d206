import { accessSync, constants, mkdirSync } from 'node:fs';
import { OPTIONS } from './config/options.ts';
import { UserError } from './user-error.ts';

/** Only this user enters it: it holds tokens. */
const PRIVATE_FOLDER_MODE = 0o700;

/**
 * Makes the data directory where it is not there yet.
 * @throws UserError where this user cannot write to it.
 */
export const prepareDataDir = (dataDir: string): void => {
  try {
    mkdirSync(dataDir, { recursive: true, mode: PRIVATE_FOLDER_MODE });
    accessSync(dataDir, constants.W_OK);
  } catch (error) {
    throw new UserError(
      `The data directory ${dataDir} cannot be written: make it writable for this user, or choose another with --data-dir or ${OPTIONS.dataDir.name}.`,
      { cause: error },
    );
  }
};

import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { UserError } from '../user-error.ts';

/** Only this user reads it: what somebody watches and when is nobody else's business. */
const PRIVATE_MODE = 0o600;

const isCode = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code));

const bytesOf = (chunks: Iterable<Uint8Array>): Readable => Readable.from(chunks, { objectMode: false });

/**
 * Writes to stdout, as fast as its reader takes it. A reader that has enough (`| head`) is no failure.
 */
export const writeToStdout = async (chunks: Iterable<Uint8Array>, signal: AbortSignal): Promise<void> => {
  try {
    await pipeline(bytesOf(chunks), process.stdout, { end: false, signal });
  } catch (error) {
    if (isCode(error, 'ABORT_ERR')) throw new UserError('The export was interrupted.', { cause: error });
    if (!isCode(error, 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE')) throw error;
  }
};

/**
 * Writes a file under another name, which it loses only when it is whole and on the disk: a broken export is
 * never taken for a whole one, and leaves an older file of this name as it was.
 * @throws UserError where it cannot be written.
 */
export const writeToFile = async (
  file: string,
  chunks: Iterable<Uint8Array>,
  signal: AbortSignal,
): Promise<void> => {
  const unfinished = `${file}.${process.pid}.part`;
  try {
    const stream = createWriteStream(unfinished, { mode: PRIVATE_MODE, flags: 'wx', flush: true });
    await pipeline(bytesOf(chunks), stream, { signal });
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    if (isCode(error, 'ABORT_ERR'))
      throw new UserError(`The export was interrupted: ${file} has not been written.`, { cause: error });
    if (!isCode(error, 'ENOENT', 'EACCES', 'EPERM', 'ENOSPC', 'EROFS', 'EISDIR', 'EEXIST', 'ENOTDIR'))
      throw error;
    const reason = error instanceof Error ? error.message : '';
    throw new UserError(`The file ${file} cannot be written (${reason}): name another with --output.`, {
      cause: error,
    });
  }
};

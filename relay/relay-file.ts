import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { writePrivateFile } from './write-private-file.ts';

const RELAY_FILE = 'relay.json';

const CONTENT = v.object({ port: v.number(), pid: v.number() });

/** Where the relay of a data directory answers, while it runs. */
export type RelayAddress = v.InferOutput<typeof CONTENT>;

export const writeRelayFile = (dataDir: string, address: RelayAddress): void =>
  writePrivateFile(path.join(dataDir, RELAY_FILE), `${JSON.stringify(address)}\n`);

export const removeRelayFile = (dataDir: string): void =>
  rmSync(path.join(dataDir, RELAY_FILE), { force: true });

/** `undefined` where no relay runs on this directory, or where it did not end in order and its file is damaged. */
export const readRelayFile = (dataDir: string): RelayAddress | undefined => {
  try {
    return v.parse(CONTENT, JSON.parse(readFileSync(path.join(dataDir, RELAY_FILE), 'utf8')));
  } catch {
    return undefined;
  }
};

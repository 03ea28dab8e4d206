import { createHash } from 'node:crypto';
import type { ServiceProgram } from './service-program.ts';

const UNSEALED = '0'.repeat(64);
const SEAL = /(?<=checksum )[0-9a-f]{64}/;
const DATA_DIR = /\bdata (\S+), checksum /;
const DATA_DIR_FLAG = '--data-dir';

/** A comment of XML must not hold two hyphens. */
const inComment = (text: string): string => encodeURIComponent(text).replaceAll('-', '%2D');

/** For a comment of a definition: who wrote it, with what data directory if one was named, and the place of the seal. */
export const sealMark = ({ args }: ServiceProgram): string => {
  const flag = args.indexOf(DATA_DIR_FLAG);
  const dataDir = flag < 0 ? '' : `data ${inComment(args[flag + 1] ?? '')}, `;
  return `Written by \`tick-relay service install\`, which does not overwrite it once it is edited: ${dataDir}checksum ${UNSEALED}`;
};

/** The data directory that a definition names, if it does. */
export const sealedDataDir = (text: string): string | undefined => {
  const [, dataDir] = DATA_DIR.exec(text) ?? [];
  return dataDir === undefined ? undefined : decodeURIComponent(dataDir);
};

const hash = (text: string): string =>
  createHash('sha256').update(text.replace(SEAL, UNSEALED)).digest('hex');

/** Puts the text's own checksum into it, at its mark. */
export const seal = (text: string): string => text.replace(SEAL, hash(text));

/** Whether a text is as it was sealed; `false` for one that never was. */
export const isAsSealed = (text: string): boolean => SEAL.exec(text)?.[0] === hash(text);

import { seconds, toMilliseconds, type Milliseconds } from '../../../shared/units.ts';

/** Browsers and Node have it; the compiler sees neither library here, so that a decoder stays pure. */
declare const TextDecoder: new (
  label: string,
  options: { readonly fatal: boolean },
) => { decode(bytes: Uint8Array): string };

const utf8 = new TextDecoder('utf-8', { fatal: true });

export type WireRecord = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is WireRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as unknown[]) : [];

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/**
 * What an event's argument holds: a binary attachment is UTF-8 JSON, and a string may be JSON once more.
 * Anything else, and what is no JSON, comes back unchanged.
 */
export const wireValue = (argument: unknown): unknown => {
  if (argument instanceof Uint8Array || argument instanceof ArrayBuffer) {
    try {
      return parseJson(utf8.decode(argument instanceof ArrayBuffer ? new Uint8Array(argument) : argument));
    } catch {
      return undefined;
    }
  }
  return typeof argument === 'string' && /^\s*[[{]/.test(argument) ? parseJson(argument) : argument;
};

/** Epoch seconds, of whatever zone, as milliseconds, or `undefined` for what is no time. */
export const timeOfSeconds = (value: unknown): Milliseconds | undefined => {
  if (typeof value !== 'number' || !(value > 0)) return undefined;
  const time = toMilliseconds(seconds(value));
  return Number.isSafeInteger(time) ? time : undefined;
};

/** A price, or `undefined` for what is none. */
export const priceOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : undefined;

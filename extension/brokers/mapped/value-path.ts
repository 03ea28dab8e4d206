import { isRecord, wireValue } from '../wire/wire-values.ts';

/** A key of an object, or a place in a list. */
export type PathKey = string | number;
/** The way from a value to one within it; the empty one is the value itself. */
export type Path = readonly PathKey[];

/** The value at a key, or `undefined` where there is none. A string that is JSON itself is looked into. */
const childOf = (value: unknown, key: PathKey): unknown => {
  const within = typeof value === 'string' ? wireValue(value) : value;
  if (Array.isArray(within)) return typeof key === 'number' ? (within as unknown[])[key] : undefined;
  // What an object inherits is not the site's.
  return isRecord(within) && Object.hasOwn(within, key) ? within[key] : undefined;
};

/** The value at the end of a path, or `undefined` where the path leads nowhere. */
export const valueAt = (value: unknown, path: Path): unknown => path.reduce<unknown>(childOf, value);

/** What a value holds, by key; a string that is JSON itself is looked into. Nothing for a plain value. */
export const entriesOf = (value: unknown): readonly (readonly [PathKey, unknown])[] => {
  const within = typeof value === 'string' ? wireValue(value) : value;
  if (Array.isArray(within)) return [...(within as unknown[]).entries()];
  return isRecord(within) ? Object.entries(within) : [];
};

export const isSamePath = (one: Path, other: Path): boolean =>
  one.length === other.length && one.every((key, index) => key === other[index]);

/** Whether `path` leads through the value at `start`, or to it. */
export const beginsWith = (path: Path, start: Path): boolean =>
  isSamePath(path.slice(0, start.length), start);

/** As a programmer would write it: `data[0].price`. */
export const pathText = (path: Path): string =>
  path
    .map((key) => {
      if (typeof key === 'number') return `[${key}]`;
      return /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
    })
    .join('')
    .replace(/^\./, '');

import type { Framing } from '../../brokers/mapped/frame-values.ts';
import { MAPPING_VERSION, type Place, type SiteMapping } from '../../brokers/mapped/site-mapping.ts';
import {
  beginsWith,
  entriesOf,
  isSamePath,
  pathText,
  valueAt,
  type Path,
} from '../../brokers/mapped/value-path.ts';
import { timeUnitOf, type TimeUnit } from '../../brokers/mapped/wire-time.ts';

/** What a field of a frame can be pointed at as. `key`: the field's own name is the pair. */
export const ROLES = ['kind', 'pair', 'key', 'price', 'time'] as const;
export type Role = (typeof ROLES)[number];

type Condition = SiteMapping['match'][number];

/** A mapping on its way: paths are those of the sample, as they were pointed at. */
export interface DraftMapping {
  readonly framing: Framing;
  readonly match: readonly Condition[];
  /** The list, or the object, in which the price was pointed at. */
  readonly rows?: Path | undefined;
  /** Whether its every entry is a price: a path into one of them then stands for all. */
  readonly isEach: boolean;
  readonly pair?:
    { readonly path: Path } | { readonly constant: string } | { readonly rowKey: true } | undefined;
  readonly price?: Path | undefined;
  readonly time?: { readonly path: Path; readonly unit: TimeUnit } | { readonly receipt: true } | undefined;
}

export const emptyDraft = (framing: Framing): DraftMapping => ({ framing, match: [], isEach: false });

const isContainer = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** The innermost list on the way to a field whose entries are all alike: objects, or lists. */
const listAround = (sample: unknown, path: Path): Path | undefined => {
  for (let depth = path.length - 1; depth >= 0; depth -= 1) {
    const rows = path.slice(0, depth);
    const values = entriesOf(valueAt(sample, rows)).map(([, value]) => value);
    const isAlike = values.every(
      (value) => isContainer(value) && Array.isArray(value) === Array.isArray(values[0]),
    );
    if (typeof path[depth] === 'number' && isAlike) return rows;
  }
  return undefined;
};

const isNamedByKey = ({ pair }: DraftMapping): boolean => pair !== undefined && 'rowKey' in pair;

/** The price decides what is repeated, unless the pairs have by standing as the keys of an object around it. */
const withPrice = (draft: DraftMapping, path: Path, sample: unknown): DraftMapping => {
  if (isNamedByKey(draft) && draft.rows && beginsWith(path, draft.rows)) return { ...draft, price: path };
  const rows = listAround(sample, path);
  const pair = isNamedByKey(draft) ? undefined : draft.pair;
  return { ...draft, pair, price: path, rows, isEach: rows !== undefined };
};

const toggled = (match: readonly Condition[], path: Path, value: unknown): readonly Condition[] => {
  const others = match.filter((condition) => !isSamePath(condition.path, path));
  const isPlain = value === null || ['string', 'number', 'boolean'].includes(typeof value);
  return others.length === match.length && isPlain
    ? [...others, { path, equals: value as Condition['equals'] }]
    : others;
};

/** The draft after a field of the sample was pointed at. `receivedAt`: of the sample, UTC ms. */
export const pointedAt = (
  draft: DraftMapping,
  role: Role,
  path: Path,
  sample: unknown,
  receivedAt: number,
): DraftMapping => {
  switch (role) {
    case 'kind':
      return { ...draft, match: toggled(draft.match, path, valueAt(sample, path)) };
    case 'pair':
      return { ...draft, pair: { path } };
    case 'key':
      return { ...draft, pair: { rowKey: true }, rows: path.slice(0, -1), isEach: true };
    case 'price':
      return withPrice(draft, path, sample);
    case 'time':
      return { ...draft, time: { path, unit: timeUnitOf(valueAt(sample, path), receivedAt) ?? 'ms' } };
  }
};

/** Where a field of the sample is, for a mapping with those rows. */
const placeOf = ({ rows, isEach }: DraftMapping, path: Path): Place =>
  rows && isEach && path.length > rows.length && beginsWith(path, rows)
    ? { path: path.slice(rows.length + 1), inRow: true }
    : { path };

/** A path in words; `*` stands for every entry of the rows. */
export const fieldText = (draft: DraftMapping, path: Path): string => {
  const { rows = [] } = draft;
  return placeOf(draft, path).inRow
    ? pathText([...rows, '*', ...path.slice(rows.length + 1)]).replace('["*"]', '[*]')
    : pathText(path);
};

/** What a field of the sample was pointed at as; in a list of prices the same field of every other one as well. */
export const rolesOf = (draft: DraftMapping, field: Path): Role[] => {
  const { match, rows, pair, price, time } = draft;
  const here = placeOf(draft, field);
  const isHere = (path: Path): boolean => {
    const place = placeOf(draft, path);
    return place.inRow === here.inRow && isSamePath(place.path, here.path);
  };
  const roles: Role[] = [];
  if (match.some(({ path }) => isSamePath(path, field))) roles.push('kind');
  if (pair && 'path' in pair && isHere(pair.path)) roles.push('pair');
  if (isNamedByKey(draft) && rows && field.length === rows.length + 1 && here.inRow) roles.push('key');
  if (price && isHere(price)) roles.push('price');
  if (time && 'path' in time && isHere(time.path)) roles.push('time');
  return roles;
};

/** The mapping that a draft makes; `undefined` while pair, price or time is missing. */
export const mappingOf = (draft: DraftMapping, host: string, name: string): SiteMapping | undefined => {
  const { framing, match, rows, isEach, pair, price, time } = draft;
  if (!pair || !price || !time) return undefined;
  return {
    version: MAPPING_VERSION,
    host,
    name,
    framing,
    match,
    ...(rows && isEach && { rows }),
    pair: 'path' in pair ? placeOf(draft, pair.path) : pair,
    price: placeOf(draft, price),
    time: 'path' in time ? { ...placeOf(draft, time.path), unit: time.unit } : time,
  };
};

/** A mapping to be changed: the first entry of its rows stands for all. */
export const draftOf = ({ framing, match, rows, pair, price, time }: SiteMapping): DraftMapping => {
  const pathOf = ({ path, inRow }: Place): Path => (inRow && rows ? [...rows, 0, ...path] : path);
  return {
    framing,
    match,
    rows,
    isEach: rows !== undefined,
    pair: 'path' in pair ? { path: pathOf(pair) } : pair,
    price: pathOf(price),
    time: 'path' in time ? { path: pathOf(time), unit: time.unit } : time,
  };
};

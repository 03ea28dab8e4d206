import * as v from 'valibot';
import { hostOfSite } from '../site-host.ts';
import { FRAMINGS } from './frame-values.ts';
import { TIME_UNITS } from './wire-time.ts';
import type { Path } from './value-path.ts';

export const MAPPING_VERSION = 1;

const MAX_TEXT = 200;
const MAX_PATH = 16;
const MAX_CONDITIONS = 8;

const key = v.union([
  v.pipe(v.string(), v.maxLength(MAX_TEXT)),
  v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
]);
const path = v.pipe(v.array(key), v.maxLength(MAX_PATH));
const text = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_TEXT));

/** Where a value is: in the frame, or with `inRow` in each of its rows. */
const place = { path, inRow: v.optional(v.literal(true)) };

const SITE_MAPPING = v.strictObject({
  version: v.literal(MAPPING_VERSION),
  /** The site's host, sub-domains included; its pairs carry it: `EURUSD@prices.example`. */
  host: v.custom<string>((host) => typeof host === 'string' && hostOfSite(host) === host),
  /** For people. */
  name: text,
  framing: v.picklist(FRAMINGS),
  /** What a frame has to say at these places to be read at all; every other one is passed over. */
  match: v.pipe(
    v.array(
      v.strictObject({
        path,
        equals: v.union([
          v.pipe(v.string(), v.maxLength(MAX_TEXT)),
          v.pipe(v.number(), v.finite()),
          v.boolean(),
          v.null(),
        ]),
      }),
    ),
    v.maxLength(MAX_CONDITIONS),
  ),
  /** A list, or an object, whose every entry is a price. Without it a frame is one price. */
  rows: v.optional(path),
  pair: v.union([
    v.strictObject(place),
    v.strictObject({ constant: text }),
    /** The key of a row within an object. */
    v.strictObject({ rowKey: v.literal(true) }),
  ]),
  price: v.strictObject(place),
  time: v.union([
    v.strictObject({ ...place, unit: v.picklist(TIME_UNITS) }),
    /** The frame has none: when the page received it. */
    v.strictObject({ receipt: v.literal(true) }),
  ]),
});

type Deep<T> = T extends object ? { readonly [Key in keyof T]: Deep<T[Key]> } : T;

/** How the frames of a site are read; data, as it is stored and exported. */
export type SiteMapping = Deep<v.InferOutput<typeof SITE_MAPPING>>;
export type MappingField = keyof SiteMapping;

/** Where a value is. */
export interface Place {
  readonly path: Path;
  readonly inRow?: true | undefined;
}

/** What can be wrong with a mapping: one of its fields, `rows` also where something is in a row of none. */
export type MappingProblem = MappingField | 'shape';

export type ParsedMapping =
  | { readonly ok: true; readonly mapping: SiteMapping }
  | { readonly ok: false; readonly problem: MappingProblem };

const FIELDS = Object.keys(SITE_MAPPING.entries) as MappingField[];

const needsRows = ({ pair, price, time }: SiteMapping): boolean =>
  'rowKey' in pair || [pair, price, time].some((source) => 'inRow' in source && source.inRow);

/** Reads a mapping from a file or the storage: nothing of it is trusted. Of several faults it names one. */
export const parseSiteMapping = (value: unknown): ParsedMapping => {
  const parsed = v.safeParse(SITE_MAPPING, value, { abortEarly: true });
  if (!parsed.success) {
    const wrong = parsed.issues[0].path?.[0]?.key;
    return { ok: false, problem: FIELDS.find((field) => field === wrong) ?? 'shape' };
  }
  const mapping = parsed.output;
  return mapping.rows === undefined && needsRows(mapping)
    ? { ok: false, problem: 'rows' }
    : { ok: true, mapping };
};

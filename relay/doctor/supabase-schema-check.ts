import { readFileSync } from 'node:fs';
import path from 'node:path';
import { refusalKind } from '../archive/upload-error.ts';
import { PRODUCT_ROOT } from '../product.ts';
import { bad, good, skipped, warn, type Check, type DoctorContext } from './check.ts';
import { askProject, type ApiAnswer } from './supabase-request.ts';

const FIX = 'Run schema.sql in the SQL editor of the project; it keeps every row.';

/** A question to each table and function of schema.sql that reads nothing to speak of and changes nothing. */
const PARTS: readonly (readonly [name: string, route: string, body?: object])[] = [
  ['table historical_ticks', 'historical_ticks?select=pair,price,timestamp&limit=1'],
  ['table historical_candles', 'historical_candles?select=pair,time,open_timestamp&limit=1'],
  [
    'function historical_ohlc',
    'rpc/historical_ohlc',
    { candle_pair: '', timeframe_ms: 60_000, candle_limit: 1, candle_before: null, candle_from: null },
  ],
  ['function historical_hours', 'rpc/historical_hours', { audit_pair: '', audit_from: 0, audit_to: 0 }],
  ['function rename_historical_pair', 'rpc/rename_historical_pair', { former_pair: '', new_pair: '' }],
  // It refuses to keep less than an hour, before it looks at a row.
  ['function prune_historical_ticks', 'rpc/prune_historical_ticks', { keep: '1 second', chunk_ticks: 1 }],
];

/** Any other refusal is an answer of the part itself. */
const isMissing = (answer: ApiAnswer): boolean => answer.status === 404 || refusalKind(answer) === 'schema';

/** The version that schema.sql beside this relay gives a project. */
const ourVersion = (): number => {
  const sql = readFileSync(path.join(PRODUCT_ROOT, 'schema.sql'), 'utf8');
  return Number(/tick_relay_schema_version\(\) returns integer[\s\S]*?select (\d+)/.exec(sql)?.[1]);
};

const missingParts = async (project: { url: string; key: string }): Promise<string[]> => {
  const answers = await Promise.all(
    PARTS.map(async ([name, route, body]) => [name, await askProject(project, route, body)] as const),
  );
  return answers.flatMap(([name, answer]) =>
    isMissing(answer) ? [`${name} (${answer.code || answer.status})`] : [],
  );
};

export const supabaseSchemaCheck: Check = {
  title: 'Supabase schema',
  check: async ({ config: { supabase } }: DoctorContext) => {
    if (!supabase) return skipped('No Supabase is configured.');
    const project = { url: supabase.url, key: supabase.secretKey };
    const { status, body } = await askProject(project, 'rpc/tick_relay_schema_version', {});
    if (status === 0 || status === 401 || status === 403) return skipped('The project could not be asked.');
    const missing = await missingParts(project);
    if (missing.length > 0) return bad(`The project lacks: ${missing.join(', ')}.`, FIX);
    const ours = ourVersion();
    return typeof body === 'number' && body >= ours
      ? good(`schema.sql is applied, in version ${body}.`)
      : warn(`schema.sql is applied in an older version than ${ours}.`, FIX);
  },
};

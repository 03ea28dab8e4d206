/**
 * The only file that knows how a Supabase for tests comes about. With `SUPABASE_URL` and `SUPABASE_SECRET_KEY`
 * (and `SUPABASE_DB_URL` for the SQL that tests check with) in the environment a real project takes its place.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Connection, generateApiKey } from '@supabase/lite';
import { createPgliteConnection } from '@supabase/lite/pglite';
import { createPostgresConnection } from '@supabase/lite/postgres';
import postgres from 'postgres';
import { startChild, waitUntil } from './child-server.ts';
import { hasPostgres, startPostgres, type PostgresServer } from './postgres-server.ts';
import { tsxLoader } from './relay-process.ts';
import { serveSupabase, type SupabaseApp, type SupabaseKeys } from './supabase-app.ts';

const PROCESS = fileURLToPath(new URL('supabase-process.ts', import.meta.url));
const START_MS = 60_000;

export type SqlRow = Record<string, unknown>;

export interface TestSupabase {
  readonly url: string;
  readonly secretKey: string;
  /** Present where there is one to be refused. */
  readonly publishableKey?: string | undefined;
  /** Runs SQL beside the API, as the database's owner; several statements are allowed. Rows of the last one. */
  sql(query: string): Promise<SqlRow[]>;
  /** Present where the database is a PostgreSQL of ours and the API a process of its own: a test may crash it. */
  readonly server?: Pick<PostgresServer, 'crash' | 'restart'> | undefined;
  stop(): Promise<void>;
}

export interface TestSupabaseOptions {
  /** `pglite` even where PostgreSQL is installed. */
  readonly database?: 'postgres' | 'pglite' | undefined;
  /** `false` leaves the database empty, as a new project is. Default `true`. */
  readonly schema?: boolean | undefined;
  /** Runs the API beside PostgreSQL in a process of its own, which outlives a crash of the database. */
  readonly ownProcess?: boolean | undefined;
}

/** What a Supabase can be made of on this machine. */
export const testDatabases = (): readonly ('postgres' | 'pglite')[] =>
  hasPostgres() ? ['postgres', 'pglite'] : ['pglite'];

export const schemaSql = (): string => readFileSync(new URL('../schema.sql', import.meta.url), 'utf8');

interface Database {
  readonly connection: Connection;
  readonly sql: TestSupabase['sql'];
  readonly server?: PostgresServer | undefined;
  close(): Promise<void>;
}

/** postgres.js answers several statements with a list of row lists, a single one with its rows. */
const lastRows = (result: unknown): SqlRow[] => {
  const rows = result as (SqlRow | SqlRow[])[];
  const last = rows.at(-1);
  return Array.isArray(last) ? last : (rows as SqlRow[]);
};

const sqlOver = (url: string): { sql: TestSupabase['sql']; close: () => Promise<void> } => {
  const client = postgres(url, { max: 1, onnotice: () => undefined });
  return {
    sql: async (query) => lastRows(await client.unsafe(query).simple()),
    close: () => client.end(),
  };
};

const openPostgres = async (): Promise<Database> => {
  const server = await startPostgres();
  const client = sqlOver(server.url);
  const connection = createPostgresConnection({
    url: server.url,
    postgresOptions: { onnotice: () => undefined },
  });
  return {
    connection,
    sql: client.sql,
    server,
    close: async () => {
      await client.close();
      await connection.close();
      await server.stop();
    },
  };
};

const openPglite = async (): Promise<Database> => {
  const connection = await createPgliteConnection({});
  return {
    connection,
    sql: async (query) => (await connection.driver.exec(query)).at(-1)?.rows as SqlRow[],
    close: () => connection.close(),
  };
};

/** The API over an own PostgreSQL in a process of its own. */
const startSupabaseProcess = async (url: string, keys: SupabaseKeys, onPort = 0): Promise<SupabaseApp> => {
  const child = startChild(process.execPath, ['--import', tsxLoader(), PROCESS], {
    env: {
      ...process.env,
      DATABASE_URL: url,
      SECRET_KEY: keys.secretKey,
      PUBLISHABLE_KEY: keys.publishableKey,
      PORT: String(onPort),
    },
  });
  const port = (): number => Number(/^port (\d+)$/m.exec(child.output())?.[1] ?? 0);
  await waitUntil(
    () => port() > 0,
    () => `The Supabase API did not start: ${child.output()}`,
    START_MS,
  );
  return { port: port(), stop: () => child.end('SIGKILL') };
};

/**
 * The API and its PostgreSQL, which a test may crash. The API outlives the crash and begins anew after it: postgres.js
 * keeps a connection reserved whose server went in mid-transaction, and waits for ever when all ten are gone so.
 */
const startCrashable = async (
  server: PostgresServer,
  keys: SupabaseKeys,
): Promise<{ app: SupabaseApp; server: TestSupabase['server'] }> => {
  let running = await startSupabaseProcess(server.url, keys);
  const { port } = running;
  return {
    app: { port, stop: () => running.stop() },
    server: {
      crash: (signal) => server.crash(signal),
      restart: async () => {
        await server.restart();
        await running.stop();
        running = await startSupabaseProcess(server.url, keys, port);
      },
    },
  };
};

const realSupabase = async (url: string, secretKey: string): Promise<TestSupabase> => {
  const databaseUrl = process.env.SUPABASE_DB_URL;
  if (!databaseUrl) {
    throw new Error('Tests against a real Supabase need SUPABASE_DB_URL, its PostgreSQL connection string.');
  }
  const client = sqlOver(databaseUrl);
  await client.sql(schemaSql());
  return { url, secretKey, sql: client.sql, stop: client.close };
};

/** A PostgREST-compatible Supabase on a free port of 127.0.0.1 with `schema.sql` applied. */
export const startSupabase = async (options: TestSupabaseOptions = {}): Promise<TestSupabase> => {
  const { SUPABASE_URL: realUrl, SUPABASE_SECRET_KEY: realKey } = process.env;
  if (realUrl && realKey) return realSupabase(realUrl, realKey);

  const kind = options.database ?? (hasPostgres() ? 'postgres' : 'pglite');
  const database = kind === 'postgres' ? await openPostgres() : await openPglite();
  const [{ key: secretKey }, { key: publishableKey }] = await Promise.all([
    generateApiKey('secret'),
    generateApiKey('publishable'),
  ]);
  await database.sql(`
    do $$ begin
      create role anon nologin noinherit;
      create role authenticated nologin noinherit;
      create role service_role nologin noinherit bypassrls;
    end $$;`);
  if (options.schema !== false) await database.sql(schemaSql());
  const keys = { secretKey, publishableKey };
  const { app, server } =
    options.ownProcess && database.server
      ? await startCrashable(database.server, keys)
      : { app: await serveSupabase(database.connection, keys), server: undefined };
  return {
    url: `http://127.0.0.1:${app.port}`,
    ...keys,
    sql: database.sql,
    server,
    stop: async () => {
      await app.stop();
      await database.close();
    },
  };
};

/**
 * The only file that knows how a Supabase for tests comes about. With `SUPABASE_URL` and `SUPABASE_SECRET_KEY`
 * (and `SUPABASE_DB_URL` for the SQL that tests check with) in the environment a real project takes its place.
 */
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { serve, type ServerType } from '@hono/node-server';
import { App, type Connection, generateApiKey } from '@supabase/lite';
import { createPgliteConnection } from '@supabase/lite/pglite';
import { createPostgresConnection } from '@supabase/lite/postgres';
import postgres from 'postgres';
import { hasPostgres, startPostgres } from './postgres-server.ts';

export type SqlRow = Record<string, unknown>;

export interface TestSupabase {
  readonly url: string;
  readonly secretKey: string;
  /** Present where there is one to be refused. */
  readonly publishableKey?: string | undefined;
  /** Runs SQL beside the API, as the database's owner; several statements are allowed. Rows of the last one. */
  sql(query: string): Promise<SqlRow[]>;
  stop(): Promise<void>;
}

export interface TestSupabaseOptions {
  /** `pglite` even where PostgreSQL is installed. */
  readonly database?: 'postgres' | 'pglite' | undefined;
  /** `false` leaves the database empty, as a new project is. Default `true`. */
  readonly schema?: boolean | undefined;
}

export const schemaSql = (): string => readFileSync(new URL('../schema.sql', import.meta.url), 'utf8');

interface Database {
  readonly connection: Connection;
  readonly sql: TestSupabase['sql'];
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

const listen = (app: App): Promise<ServerType> =>
  new Promise((resolve) => {
    const server = serve({ fetch: (request) => app.fetch(request), hostname: '127.0.0.1', port: 0 }, () =>
      resolve(server),
    );
  });

/* eslint-disable no-console -- the library writes every refused statement there, which tests provoke on purpose */
/** Keeps the database's refusals, which the API answers anyway, out of the tests' output until the answer is called. */
const muteRefusals = (): (() => void) => {
  const write = console.error;
  console.error = (...parts: unknown[]): void => {
    const [first] = parts;
    const isRefusal = first instanceof Error && ('severity' in first || 'relation' in first);
    if (!isRefusal) write(...parts);
  };
  return () => {
    console.error = write;
  };
};
/* eslint-enable no-console */

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
  const app = new App({
    connection: database.connection,
    auth: { publishable_key: publishableKey, secret_key: secretKey },
    options: { server: { disableStudio: true } },
  });
  const server = await listen(app);
  const unmute = muteRefusals();
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    secretKey,
    publishableKey,
    sql: database.sql,
    stop: async () => {
      if ('closeAllConnections' in server) server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await database.close();
      unmute();
    },
  };
};

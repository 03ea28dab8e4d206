/**
 * The API of a Supabase for tests in a process of its own, over the PostgreSQL in `DATABASE_URL`. It outlives a crash
 * of its database, as PostgREST does, and shares no processor time with the test. `PORT` is a free one unless given;
 * the port is written to stdout.
 */
import { createPostgresConnection } from '@supabase/lite/postgres';
import { serveSupabase } from './supabase-app.ts';

const {
  DATABASE_URL: url = '',
  SECRET_KEY: secretKey = '',
  PUBLISHABLE_KEY: publishableKey = '',
  PORT = '0',
} = process.env;

const connection = createPostgresConnection({ url, postgresOptions: { onnotice: () => undefined } });
const { port } = await serveSupabase(connection, { secretKey, publishableKey }, Number(PORT));
process.stdout.write(`port ${port}\n`);

// postgres.js throws outside of any promise where a crash of the server has just taken its socket, in more than one
// place. That query is never answered, which is one more fault for the relay to live with.
process.on('uncaughtException', (error) => process.stderr.write(`${String(error.stack)}\n`));

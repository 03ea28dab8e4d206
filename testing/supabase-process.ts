/**
 * The API of a Supabase for tests in a process of its own, over the PostgreSQL in `DATABASE_URL`. It outlives a crash
 * of its database, as PostgREST does, and shares no processor time with the test. Writes its port to stdout.
 */
import { createPostgresConnection } from '@supabase/lite/postgres';
import { serveSupabase } from './supabase-app.ts';

const {
  DATABASE_URL: url = '',
  SECRET_KEY: secretKey = '',
  PUBLISHABLE_KEY: publishableKey = '',
} = process.env;

// postgres.js writes to a socket that a crash of the server has just taken from it, outside of any promise. That
// query is never answered, which is one more fault for the relay to live with.
process.on('uncaughtException', (error) => {
  if (!error.message.includes("reading 'write'")) throw error;
});

const connection = createPostgresConnection({ url, postgresOptions: { onnotice: () => undefined } });
const { port } = await serveSupabase(connection, { secretKey, publishableKey });
process.stdout.write(`port ${port}\n`);

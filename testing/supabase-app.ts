/** The API of a Supabase for tests, over a database that is there already. */
import type { AddressInfo } from 'node:net';
import { serve, type ServerType } from '@hono/node-server';
import { App, type Connection } from '@supabase/lite';

export interface SupabaseKeys {
  readonly secretKey: string;
  readonly publishableKey: string;
}

export interface SupabaseApp {
  readonly port: number;
  stop(): Promise<void>;
}

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

/** Serves it on 127.0.0.1, on a free port unless told. */
export const serveSupabase = async (
  connection: Connection,
  { secretKey, publishableKey }: SupabaseKeys,
  port = 0,
): Promise<SupabaseApp> => {
  const app = new App({
    connection,
    auth: { publishable_key: publishableKey, secret_key: secretKey },
    options: { server: { disableStudio: true } },
  });
  const server = await new Promise<ServerType>((resolve) => {
    const started = serve({ fetch: (request) => app.fetch(request), hostname: '127.0.0.1', port }, () =>
      resolve(started),
    );
  });
  const unmute = muteRefusals();
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      if ('closeAllConnections' in server) server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      unmute();
    },
  };
};

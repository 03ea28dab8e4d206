import { Redis } from 'ioredis';
import { startChild, waitUntil } from './child-server.ts';
import { freePort } from './free-port.ts';

export interface RedisServer {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Ends it as an administrator would. */
  stop(): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

export interface RedisServerOptions {
  /** Default: a free one. Give the port of a stopped server to start it again. */
  readonly port?: number | undefined;
  /** More of redis-server's options: `['--requirepass', 'secret']`. */
  readonly args?: readonly string[] | undefined;
  readonly password?: string | undefined;
}

const answersPing = async (port: number, password: string | undefined): Promise<boolean> => {
  const client = new Redis({
    port,
    host: '127.0.0.1',
    ...(password === undefined ? {} : { password }),
    lazyConnect: true,
    retryStrategy: () => null,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.ping();
    return true;
  } catch {
    return false;
  } finally {
    client.disconnect();
  }
};

/** Starts a real redis-server without persistence on a port of 127.0.0.1 and waits until it answers PING. */
export const startRedis = async (options: RedisServerOptions = {}): Promise<RedisServer> => {
  const port = options.port ?? (await freePort());
  const server = startChild('redis-server', [
    ...['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    ...(options.password === undefined ? [] : ['--requirepass', options.password]),
    ...(options.args ?? []),
  ]);
  await waitUntil(
    () => answersPing(port, options.password),
    () => `redis-server did not start (install it with \`apt-get install redis-server\`): ${server.output()}`,
  );
  const credentials = options.password === undefined ? '' : `:${options.password}@`;
  return {
    url: `redis://${credentials}127.0.0.1:${port}`,
    port,
    pid: server.process.pid ?? 0,
    stop: () => server.end('SIGTERM'),
    kill: () => server.end('SIGKILL'),
  };
};

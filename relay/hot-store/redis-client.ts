import { Cluster, type CommonRedisOptions, Redis } from 'ioredis';
import { backoff } from '../../shared/backoff.ts';

/** The lists are right again within 2 s of Redis' return, so a lost connection is tried at least this often. */
const RECONNECT = { first: 50, longest: 1_000 };
const CONNECT_TIMEOUT_MS = 3_000;
/** A server that owes an answer and sends nothing for this long counts as lost. */
const SILENCE_MS = 5_000;

export type RedisClient = Redis | Cluster;

const reconnectWait = (attempt: number): number => backoff(attempt, RECONNECT);

/** Commands are never kept for a lost server: the queue is the tick log, and the lists are refilled. */
const OPTIONS = {
  enableOfflineQueue: false,
  enableAutoPipelining: true,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  connectTimeout: CONNECT_TIMEOUT_MS,
  socketTimeout: SILENCE_MS,
  connectionName: 'tick-relay',
  disableClientInfo: true,
  // RESP2 is understood by every server and managed service, and nothing here needs more.
  protocol: 2,
} as const satisfies CommonRedisOptions & { enableOfflineQueue: boolean };

/** Connects to `redis://` or `rediss://` (TLS); several URLs are the first nodes of a cluster. */
export const openRedisClient = (urls: readonly string[]): RedisClient => {
  const [first] = urls;
  if (first === undefined) throw new Error('openRedisClient needs a URL.');
  if (urls.length === 1) return new Redis(first, { ...OPTIONS, retryStrategy: reconnectWait });

  const { enableOfflineQueue, enableAutoPipelining, ...nodeOptions } = OPTIONS;
  const { protocol, username, password } = new URL(first);
  return new Cluster([...urls], {
    enableOfflineQueue,
    enableAutoPipelining,
    clusterRetryStrategy: reconnectWait,
    redisOptions: {
      ...nodeOptions,
      // The nodes that the cluster itself names come without credentials and TLS.
      ...(username ? { username: decodeURIComponent(username) } : {}),
      ...(password ? { password: decodeURIComponent(password) } : {}),
      ...(protocol === 'rediss:' ? { tls: {} } : {}),
    },
  });
};

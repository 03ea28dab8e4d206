/** `redis://host:6379`, without the password; what a log may show. */
const withoutCredentials = (url: string): string => {
  try {
    const { protocol, host } = new URL(url);
    return `${protocol}//${host}`;
  } catch {
    return 'the server';
  }
};

const CAUSES: readonly (readonly [RegExp, (server: string) => string])[] = [
  [
    /WRONGPASS|invalid password|invalid username-password/i,
    (server) => `Redis at ${server} refuses the user name or password in REDIS_URL; correct it there.`,
  ],
  [
    /NOAUTH/,
    (server) => `Redis at ${server} asks for a password; put it into REDIS_URL: redis://:PASSWORD@HOST:PORT.`,
  ],
  [
    /NOPERM/,
    (server) =>
      `Redis at ${server} does not let the user in REDIS_URL write; allow it the ticks:, historical: keys and updates: channels.`,
  ],
  [
    /READONLY/,
    (server) => `Redis at ${server} is a read-only replica; put the primary's address into REDIS_URL.`,
  ],
  [/OOM/, (server) => `Redis at ${server} is out of memory; raise its maxmemory or free some.`],
  [
    /MOVED|CLUSTERDOWN|cluster support disabled|refresh slots cache/i,
    (server) =>
      `The Redis nodes in REDIS_URL (${server}) do not answer as one cluster; name one server, or several nodes of the same cluster separated by commas.`,
  ],
  [
    /ENOTFOUND|EAI_AGAIN/,
    (server) => `The host name of ${server} is not known; correct REDIS_URL or the name service.`,
  ],
  [
    /CERT|certificate|SSL|TLS|EPROTO/,
    (server) =>
      `No TLS connection to ${server} comes about; REDIS_URL needs rediss:// exactly where the server speaks TLS, with a certificate that this machine trusts.`,
  ],
];

/** The real reason that ioredis wraps for a cluster, or that made a transaction fail (`EXECABORT`). */
const rootOf = (error: unknown): unknown => {
  if (!(error instanceof Error)) return error;
  if ('lastNodeError' in error && error.lastNodeError instanceof Error) return error.lastNodeError;
  const [first] = 'previousErrors' in error ? (error.previousErrors as unknown[]) : [];
  return first ?? error;
};

/** A reply begins with the error's name (`MISCONF …`); anything else comes from the connection. */
const unknownProblem = (error: unknown, server: string): string =>
  error instanceof Error && error.name === 'ReplyError'
    ? `Redis at ${server} refuses what the relay writes (${error.message.slice(0, 120)}); see its own log.`
    : `Redis at ${server} cannot be reached; start it, or correct or remove REDIS_URL.`;

const serverOf = (urls: readonly string[]): string => urls.map(withoutCredentials).join(', ');

const GOES_ON = 'The relay goes on without it and refills its lists when it is back.';

/** What is wrong with Redis, in one sentence that names the option and shows no password. */
export const redisProblem = (error: unknown, urls: readonly string[]): string => {
  const server = serverOf(urls);
  const root = rootOf(error);
  const text = root instanceof Error ? `${root.message} ${(root as NodeJS.ErrnoException).code ?? ''}` : '';
  const known = CAUSES.find(([pattern]) => pattern.test(text));
  const sentence = known?.[1](server) ?? unknownProblem(root, server);
  return `${sentence} ${GOES_ON}`;
};

/** No attempt to connect has failed yet, nor has one succeeded. */
export const redisAwaited = (urls: readonly string[]): string =>
  `The relay is connecting to Redis at ${serverOf(urls)}; until it answers the relay goes on without it.`;

/** Redis takes what it is sent, but too late for other programs to call it live. */
export const redisSlow = (urls: readonly string[]): string =>
  `Redis at ${serverOf(urls)} answers slowly; see whether it, or the way to it, is overloaded. The relay goes on without waiting for it.`;

/** The connection was lost and was there again before an attempt to connect had failed. */
export const redisReconnected = (urls: readonly string[]): string =>
  `The connection to Redis at ${serverOf(urls)} broke off and is there again; the relay has gone on without it and refills its lists.`;

/** Lists are shorter than the relay left them: a FLUSHALL, another program's pop, a server that lost its data. */
export const redisEmptied = (urls: readonly string[]): string =>
  `Something else than the relay has emptied or shortened lists in Redis at ${serverOf(urls)}; the relay fills them again: let other programs only read them.`;

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

/** The real reason that ioredis wraps for a cluster. */
const rootOf = (error: unknown): unknown =>
  error instanceof Error && 'lastNodeError' in error && error.lastNodeError instanceof Error
    ? error.lastNodeError
    : error;

/** A reply begins with the error's name (`MISCONF …`); anything else comes from the connection. */
const unknownProblem = (error: unknown, server: string): string =>
  error instanceof Error && error.name === 'ReplyError'
    ? `Redis at ${server} refuses what the relay writes (${error.message.slice(0, 120)}); see its own log.`
    : `Redis at ${server} cannot be reached; start it, or correct or remove REDIS_URL.`;

/** What is wrong with Redis, in one sentence that names the option and shows no password. */
export const redisProblem = (error: unknown, urls: readonly string[]): string => {
  const server = urls.map(withoutCredentials).join(', ');
  const root = rootOf(error);
  const text = root instanceof Error ? `${root.message} ${(root as NodeJS.ErrnoException).code ?? ''}` : '';
  const known = CAUSES.find(([pattern]) => pattern.test(text));
  const sentence = known?.[1](server) ?? unknownProblem(root, server);
  return `${sentence} The relay goes on without it and refills its lists when it is back.`;
};

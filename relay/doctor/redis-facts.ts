import { openRedisClient, type RedisClient } from '../hot-store/redis-client.ts';
import { redisProblem } from '../hot-store/redis-problem.ts';
import { within } from '../within.ts';
import type { DoctorContext } from './check.ts';

const CONNECT_MS = 5_000;
/** One command, on a server that has answered before. */
const ANSWER_MS = 3_000;

/** What a Redis tells of itself. */
export interface RedisFacts {
  /** ms from a question to its answer. */
  readonly roundTrip: number;
  /** The fields of INFO; none where the server does not tell this user, as some managed ones do. */
  readonly info: ReadonlyMap<string, string>;
  /** When it writes its data to disk (`3600 1 300 100`), `''` never; `undefined` where CONFIG is refused. */
  readonly save: string | undefined;
}

/** Resolves when it can be asked; rejects with what keeps it from that. */
const connected = (client: RedisClient): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer')), CONNECT_MS);
    client.once('ready', () => {
      clearTimeout(timer);
      resolve();
    });
    client.on('error', (error: Error) => {
      clearTimeout(timer);
      reject(error);
    });
  });

/** The answer, or `undefined` where the server refuses the question or does not answer it. */
const answerTo = async <Answer>(question: Promise<Answer>): Promise<Answer | undefined> => {
  let answer: Answer | undefined;
  const asked = question.then(
    (given) => {
      answer = given;
    },
    () => undefined,
  );
  await within(ANSWER_MS, asked);
  return answer;
};

const fieldsOf = (info: string): Map<string, string> =>
  new Map(
    [...info.matchAll(/^(\w+):(.*?)\r?$/gm)].map(([, name = '', value = '']) => [name, value] as const),
  );

const saveOf = (answer: unknown): string | undefined => {
  const value: unknown = Array.isArray(answer) ? answer[1] : undefined;
  return typeof value === 'string' ? value : undefined;
};

/** Asks the configured Redis about itself; answers one sentence where it cannot be asked. */
const askRedis = async (urls: readonly string[]): Promise<RedisFacts | string> => {
  const client = openRedisClient(urls);
  try {
    await connected(client);
    const began = performance.now();
    await answerTo(client.ping());
    const roundTrip = performance.now() - began;
    const info = await answerTo(client.info());
    const save = await answerTo(client.call('CONFIG', 'GET', 'save'));
    return { roundTrip, info: fieldsOf(info ?? ''), save: saveOf(save) };
  } catch (error) {
    return redisProblem(error, urls);
  } finally {
    client.disconnect();
  }
};

const asked = new WeakMap<DoctorContext, Promise<RedisFacts | string>>();

/** Asks once for all checks of a context. `undefined` where no Redis is configured. */
export const redisFacts = async (context: DoctorContext): Promise<RedisFacts | string | undefined> => {
  const { redisUrls } = context.config;
  if (redisUrls.length === 0) return undefined;
  const facts = asked.get(context) ?? askRedis(redisUrls);
  asked.set(context, facts);
  return facts;
};

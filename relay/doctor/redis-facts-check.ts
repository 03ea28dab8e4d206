import { skipped, type Check, type Finding } from './check.ts';
import { redisFacts, type RedisFacts } from './redis-facts.ts';

/** A check of what Redis tells of itself; whether it tells anything is the first Redis check's to say. */
export const redisFactsCheck = (title: string, judge: (facts: RedisFacts) => Finding): Check => ({
  title,
  check: async (context) => {
    const facts = await redisFacts(context);
    return facts === undefined || typeof facts === 'string'
      ? skipped('There is no Redis to ask.')
      : judge(facts);
  },
});

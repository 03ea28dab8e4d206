import { good, skipped, warn, type Finding } from './check.ts';
import type { RedisFacts } from './redis-facts.ts';
import { redisFactsCheck } from './redis-facts-check.ts';

const NEARLY_FULL = 0.9;

const judge = ({ info }: RedisFacts): Finding => {
  const policy = info.get('maxmemory_policy');
  const limit = Number(info.get('maxmemory') ?? 0);
  if (policy === undefined) return skipped('Redis does not tell its memory policy to this user.');
  if (policy.startsWith('allkeys-'))
    return warn(
      `Redis may throw whole lists of ticks away when its memory is full (maxmemory-policy ${policy}).`,
      'Set maxmemory-policy to noeviction or volatile-ttl, in redis.conf or in the settings of the service.',
    );
  if (limit > 0 && Number(info.get('used_memory') ?? 0) > NEARLY_FULL * limit)
    return warn(
      `More than ${NEARLY_FULL * 100} % of Redis' memory is used (maxmemory ${limit} bytes).`,
      'Raise maxmemory, or remove keys of other programs; each pair needs some 80 KB.',
    );
  return good(`maxmemory-policy ${policy} keeps the lists of ticks.`);
};

export const redisMemoryCheck = redisFactsCheck('Redis memory', judge);

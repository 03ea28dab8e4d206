import { bad, good, type Finding } from './check.ts';
import type { RedisFacts } from './redis-facts.ts';
import { redisFactsCheck } from './redis-facts-check.ts';

const onOff = (isOn: boolean): string => (isOn ? 'on' : 'off');

const judge = ({ info, save }: RedisFacts): Finding => {
  if (info.get('rdb_last_bgsave_status') === 'err')
    return bad(
      'The last time Redis wrote its data to disk it failed, and by default it refuses writes from then on.',
      "See Redis' log and free space on its disk, or switch saving off with `CONFIG SET save ''`.",
    );
  const aof = info.get('aof_enabled');
  const aofText = aof === undefined ? 'AOF unknown' : `AOF ${onOff(aof === '1')}`;
  const rdbText = save === undefined ? 'RDB unknown (CONFIG is refused)' : `RDB ${onOff(save !== '')}`;
  return good(
    `${rdbText}, ${aofText}; either is well, because the relay refills its lists when Redis comes back.`,
  );
};

export const redisPersistenceCheck = redisFactsCheck('Redis persistence', judge);

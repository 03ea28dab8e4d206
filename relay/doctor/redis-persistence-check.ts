import { bad, good, skipped, type Check, type Finding } from './check.ts';
import { redisFacts, type RedisFacts } from './redis-facts.ts';

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

export const redisPersistenceCheck: Check = {
  title: 'Redis persistence',
  check: async (context) => {
    const facts = await redisFacts(context);
    return facts === undefined || typeof facts === 'string'
      ? skipped('There is no Redis to ask.')
      : judge(facts);
  },
};

import { OPTIONS } from '../config/options.ts';
import { bad, good, skipped, warn, type Check, type Finding } from './check.ts';
import { redisFacts, type RedisFacts } from './redis-facts.ts';
import { isAtLeast, versionIn } from './versions.ts';

/** What the client library asks for. */
const NEEDED = '2.6.12';
const NAME = OPTIONS.redisUrl.name;

const judge = ({ roundTrip, info }: RedisFacts): Finding => {
  const version = info.get('redis_version');
  const answers = `answers within ${Math.max(1, Math.round(roundTrip))} ms`;
  if (version === undefined)
    return warn(
      `Redis ${answers}, but does not tell its version to this user.`,
      `See that it is ${NEEDED} or newer, or allow the user in ${NAME} the command INFO.`,
    );
  if (!isAtLeast(versionIn(version), versionIn(NEEDED)))
    return bad(`Redis ${version} is older than ${NEEDED}.`, 'Install a newer Redis.');
  if (info.get('role') === 'slave')
    return bad(
      `Redis ${version} is a replica, which cannot be written.`,
      `Put the primary's address into ${NAME}.`,
    );
  return good(`Redis ${version} ${answers}.`);
};

export const redisCheck: Check = {
  title: 'Redis',
  check: async (context) => {
    const facts = await redisFacts(context);
    if (facts === undefined) return skipped(`No Redis is configured (${NAME}).`);
    return typeof facts === 'string'
      ? bad(facts, `Start Redis, or correct or remove ${NAME}.`)
      : judge(facts);
  },
};

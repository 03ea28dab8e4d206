import type { Milliseconds } from '../../../shared/units.ts';
import type { ConnectionState } from '../relay/connection-state.ts';

/** How the line from the page to this panel does, by what a person can do about it. */
export type Health =
  'live' | 'stale' | 'no-ticks' | 'connecting' | 'offline' | 'relay-not-running' | 'not-paired' | 'refused';

const NOT_CONNECTED: Readonly<Record<Exclude<ConnectionState, 'connected'>, Health>> = {
  connecting: 'connecting',
  reconnecting: 'offline',
  'relay-not-running': 'relay-not-running',
  'not-paired': 'not-paired',
  'token-refused': 'refused',
  'origin-refused': 'refused',
  'version-differs': 'refused',
};

/** `age`: since the last tick of any pair, absent before the first. */
export const healthOf = (
  connection: ConnectionState,
  { age, isStale }: { readonly age?: Milliseconds; readonly isStale: boolean },
): Health => {
  if (connection !== 'connected') return NOT_CONNECTED[connection];
  if (age === undefined) return 'no-ticks';
  return isStale ? 'stale' : 'live';
};

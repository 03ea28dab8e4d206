import { expect, test } from 'vitest';
import { milliseconds } from '../../../shared/units.ts';
import { CONNECTION_STATES } from '../relay/connection-state.ts';
import { healthOf } from './health.ts';

const live = { age: milliseconds(100), isStale: false };

test('connected: live, stale or without a tick so far', () => {
  expect(healthOf('connected', live)).toBe('live');
  expect(healthOf('connected', { age: milliseconds(20_000), isStale: true })).toBe('stale');
  expect(healthOf('connected', { isStale: false })).toBe('no-ticks');
});

test('not connected it is never live, however fresh the last tick is', () => {
  const states = CONNECTION_STATES.filter((state) => state !== 'connected');
  expect(Object.fromEntries(states.map((state) => [state, healthOf(state, live)]))).toEqual({
    connecting: 'connecting',
    'relay-not-running': 'relay-not-running',
    'not-paired': 'not-paired',
    'token-refused': 'refused',
    'origin-refused': 'refused',
    'version-differs': 'refused',
    reconnecting: 'offline',
  });
});

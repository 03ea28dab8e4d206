import { expect, test } from 'vitest';
import { brokerForHost } from './brokers.ts';

test.each([
  'pocketoption.com',
  'm.pocketoption.com',
  'PocketOption.com',
  'po.trade',
  'po.cash',
  'po2.cash',
  'pocket-option.com',
  'demo.po.market',
  '127.0.0.1',
  'localhost',
])('%s is a page of Pocket Option', (host) => {
  expect(brokerForHost(host)?.id).toBe('pocket-option');
});

test.each(['', 'com', 'notpocketoption.com', 'pocketoption.com.evil.example', 'xpo.trade', '10.0.0.1'])(
  '%s is no page of a broker',
  (host) => {
    expect(brokerForHost(host)).toBeUndefined();
  },
);

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { brokerName, isExperimental } from '../../shared/broker-names.ts';
import { BROKERS, brokerForHost } from './brokers.ts';

/** The cells of each row of the README's table of brokers, by the broker's name. */
const readmeRows = (): Map<string, string[]> => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const rows = readme
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  return new Map(rows.map((cells) => [cells[0] ?? '', cells]));
};

/** The simulator has a row of its own. */
const isLoopback = (host: string): boolean => ['127.0.0.1', 'localhost'].includes(host);

test.each(BROKERS.map((broker) => [brokerName(broker.id), broker] as const))(
  '%s has a name, and stands in the README with its pages and evidence',
  (name, { id, hosts, evidence }) => {
    expect(name).not.toBe(id);
    expect(isExperimental(id)).toBe(evidence === 'experimental');
    const row = readmeRows().get(name) ?? [];
    expect(row[1]?.split(', ')).toEqual(expect.arrayContaining(hosts.filter((host) => !isLoopback(host))));
    expect(row.at(-1)).toBe(evidence);
  },
);

test('no host is of two brokers, and no id is twice', () => {
  const hosts = BROKERS.flatMap((broker) => broker.hosts);
  expect(new Set(hosts).size).toBe(hosts.length);
  expect(new Set(BROKERS.map(({ id }) => id)).size).toBe(BROKERS.length);
  for (const broker of BROKERS) for (const host of broker.hosts) expect(brokerForHost(host)).toBe(broker);
});

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

/**
 * Makes the data directory that a test keeps of a format version, with the code of that version:
 * `npx tsx testing/make-data-dir.ts testing/data-dirs/v2`, before the next version is begun. What is in it, as that code
 * answers, goes beside it as `content.json`.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openTickLog } from '../relay/tick-log/open-tick-log.ts';
import { milliseconds } from '../shared/units.ts';
import { START, ticksOf } from './ticks.ts';

const PAIRS = ['EURUSD_otc', '#AAPL_otc'];
const TICKS_PER_PAIR = 200;
const DEAD_LETTERS = [
  [130, 'value out of range'],
  [131, 'no such pair'],
] as const;
const ARCHIVED_ROWS = 140;
const MINUTE = milliseconds(60_000);

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Name the folder to make, such as testing/data-dirs/v2.');
mkdirSync(folder, { recursive: true });

const log = await openTickLog(folder);
for (const pair of PAIRS) await log.append(ticksOf(pair, TICKS_PER_PAIR, 1_000));
await log.saveAssets([{ pair: 'EURUSD_otc', label: 'EUR/USD OTC', digits: 5, kind: 'currency', payout: 92 }]);
await log.appendBrokerCandles('EURUSD_otc', MINUTE, [
  { time: milliseconds(START - MINUTE), open: 1.1, high: 1.3, low: 1, close: 1.2, ticks: 0 },
]);
for (const waiting of await log.waiting(ARCHIVED_ROWS)) {
  const reason = DEAD_LETTERS.find(([row]) => row === waiting.row)?.[1];
  if (reason !== undefined) await log.deadLetter(waiting, reason);
}
await log.archivedUpTo(ARCHIVED_ROWS);
// The first minute of the first pair; its 1-minute candle stays.
const pruned = await log.prune(milliseconds(START + MINUTE), true);

const ofPairs = async <Answer>(ask: (pair: string) => Promise<Answer>): Promise<Record<string, Answer>> =>
  Object.fromEntries(await Promise.all(PAIRS.map(async (pair) => [pair, await ask(pair)] as const)));
const content = {
  ticks: await ofPairs((pair) => log.ticks({ pair, limit: 1_000 })),
  candles: await ofPairs(async (pair) => (await log.candles({ pair, timeframe: '1m', limit: 100 })).candles),
  pairs: await log.pairs(START),
  counts: await log.counts(),
  pruned,
  deadLetters: DEAD_LETTERS,
  nextWaiting: (await log.waiting(1))[0],
};
await log.close();
for (const name of readdirSync(folder)) if (name !== 'ticks.sqlite') rmSync(join(folder, name));
writeFileSync(join(folder, 'content.json'), `${JSON.stringify(content)}\n`);

import type { DeadLetterPage, SettledDeadLetters } from '../server/dead-letter-routes.ts';
import type { DeadLetter } from '../tick-log/tick-log.ts';
import { RelayClient } from './relay-client.ts';
import { table } from './table.ts';

const PAGE = 1_000;
const SETTLE_TIMEOUT_MS = 60_000;

const readAll = async (client: RelayClient): Promise<DeadLetter[]> => {
  const all: DeadLetter[] = [];
  for (;;) {
    const route = `/api/dead-letters?limit=${PAGE}&after=${all.at(-1)?.row ?? 0}`;
    const { deadLetters } = (await client.ask('GET', route)) as DeadLetterPage;
    all.push(...deadLetters);
    if (deadLetters.length < PAGE) return all;
  }
};

const listText = (letters: readonly DeadLetter[]): string =>
  table([
    ['pair', 'time (UTC)', 'price', 'why Supabase refuses it'],
    ...letters.map(({ pair, timestamp, price, reason }) => [
      pair,
      new Date(timestamp).toISOString(),
      String(price),
      reason,
    ]),
  ]);

/** `tick-relay dead-letter list` */
export const listDeadLetters = async (dataDir: string, json: boolean): Promise<void> => {
  const letters = await readAll(new RelayClient(dataDir));
  if (json) console.log(JSON.stringify(letters, undefined, 2));
  else console.log(letters.length === 0 ? 'There are no dead letters.' : listText(letters));
};

const DONE: Readonly<Record<'retry' | 'drop', (settled: number) => string>> = {
  retry: (settled) =>
    `${settled} ${settled === 1 ? 'tick waits' : 'ticks wait'} for Supabase again; what it still refuses comes back to the list.`,
  drop: (settled) => `${settled} ${settled === 1 ? 'tick' : 'ticks'} removed from the tick log.`,
};

/** `tick-relay dead-letter retry` and `drop`, of one pair or of all. */
export const settleDeadLetters = async (
  dataDir: string,
  action: keyof typeof DONE,
  pair: string | undefined,
): Promise<void> => {
  const query = pair === undefined ? '' : `?${new URLSearchParams({ pair }).toString()}`;
  const client = new RelayClient(dataDir);
  const answer = await client.ask('POST', `/api/dead-letters/${action}${query}`, SETTLE_TIMEOUT_MS);
  console.log(DONE[action]((answer as SettledDeadLetters).settled));
};

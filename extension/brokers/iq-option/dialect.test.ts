import { expect, test } from 'vitest';
import { milliseconds } from '../../../shared/units.ts';
import { iqOptionDialects } from '../../../simulator/dialects/iq-option.ts';
import { avalon, bullEx, exnova, iqOption } from './iq-option.ts';

const NOW = 1790265979214;
const BROKERS = [iqOption, exnova, avalon, bullEx];

test('there is a dialect of each broker', () => {
  expect(iqOptionDialects.map(({ brokerId }) => brokerId)).toEqual(BROKERS.map(({ id }) => id));
});

test.each(iqOptionDialects)('$brokerId: what is sent is what the decoder says, once', (dialect) => {
  const broker = BROKERS.find(({ id }) => id === dialect.brokerId);
  expect(broker?.hosts).toContain(new URL(dialect.page).hostname);
  const decoder = broker?.createDecoder();
  const read = (frames: readonly (string | Uint8Array)[]) =>
    frames.flatMap((frame) => decoder?.decode(frame, milliseconds(NOW)) ?? []);

  const opening = read(dialect.opening(NOW));
  expect(opening.filter(({ type }) => type !== 'assets')).toEqual([]);
  expect(opening.flatMap((event) => (event.type === 'assets' ? event.assets : []))).toMatchObject(
    dialect.symbols.map((symbol) => ({ pair: `${symbol}@${dialect.brokerId}`, open: true })),
  );

  const sent = dialect.symbols.map((symbol, i) => ({ symbol, price: 1.1 + i, timestamp: NOW - 7 * i }));
  const ticks = read(dialect.prices(sent)).flatMap((event) => (event.type === 'ticks' ? event.ticks : []));
  expect(ticks).toEqual(
    sent.map(({ symbol, ...rest }) => ({ pair: `${symbol}@${dialect.brokerId}`, ...rest })),
  );
});

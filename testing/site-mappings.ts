import type { SiteMapping } from '../extension/brokers/mapped/site-mapping.ts';

export const SITE = 'prices.example';

/** One quote a frame: `{"type":"quote","symbol":"EURUSD","price":1.1,"time":1764000000000}`. */
export const QUOTE_MAPPING: SiteMapping = {
  version: 1,
  host: SITE,
  name: 'Prices',
  framing: 'json',
  match: [{ path: ['type'], equals: 'quote' }],
  pair: { path: ['symbol'] },
  price: { path: ['price'] },
  time: { path: ['time'], unit: 'ms' },
};

/** Many quotes a frame: `["ticks",{"at":1764000000,"rows":[{"s":"EURUSD","p":"1.1"}]}]`, a Socket.IO event. */
export const ROWS_MAPPING: SiteMapping = {
  version: 1,
  host: SITE,
  name: 'Prices',
  framing: 'socket.io',
  match: [{ path: [0], equals: 'ticks' }],
  rows: [1, 'rows'],
  pair: { path: ['s'], inRow: true },
  price: { path: ['p'], inRow: true },
  time: { path: [1, 'at'], unit: 's' },
};

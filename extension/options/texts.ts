import type { MappingProblem } from '../brokers/mapped/site-mapping.ts';
import type { ReadProblem } from '../brokers/mapped/read-prices.ts';
import type { CaptureState } from '../contracts/capture-status.ts';

const capture: Readonly<Record<CaptureState, string>> = {
  connecting: 'Connecting to the relay…',
  connected: 'Connected to the relay.',
  'not-paired': 'Not paired with the relay yet.',
  'relay-not-running': 'The relay is not running. Start it in its folder with npm start.',
  'token-refused': 'The relay does not know this browser any more. Pair it again.',
  'origin-refused': 'The relay refuses an extension with this id. Load dist/extension unchanged.',
  'version-differs': 'The extension and the relay are of different versions. Update the older one.',
};

const plural = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

const fileProblem: Readonly<Record<MappingProblem | 'json' | 'empty', string>> = {
  json: 'it is no JSON',
  empty: 'it holds no sites',
  shape: 'it is no mapping of a site, or holds what none has',
  version: '“version” is another one than this extension reads',
  host: '“host” is no host of a site, like prices.example',
  name: '“name” is missing or too long',
  framing: '“framing” is neither “json” nor “socket.io”',
  match: '“match” is no list of places and what they have to hold',
  rows: '“rows” is no place in a frame, or is missing where something is said to be in a row',
  pair: '“pair” is neither a place, nor a constant, nor the key of a row',
  price: '“price” is no place in a frame',
  time: '“time” is neither a place with a unit, nor the receipt',
};

const readProblem: Readonly<Record<ReadProblem, string>> = {
  match: 'This frame is of another kind than the mapping reads.',
  rows: 'The list of prices is empty in this frame, or not there.',
  pair: 'The pair’s field holds no name that a pair can have: letters, digits and . _ / & + : ! - without a space.',
  price: 'The price’s field holds no number above zero.',
  time: 'The time’s field holds no time of today in that unit.',
};

/** Every word of the options page, in one place for translation. */
export const texts = {
  title: 'Tick Relay settings',
  openPanel: 'Open panel',
  relay: {
    heading: 'Relay',
    url: 'Address',
    hint: 'The relay runs on this machine: http://127.0.0.1 or http://localhost, and its port.',
    wrong: 'This is not an address of this machine. It looks like http://127.0.0.1:8787.',
    save: 'Save',
    saved: 'Saved.',
  },
  pairing: {
    heading: 'Pairing',
    paired: 'This browser is paired.',
    notPaired: 'This browser is not paired. Enter the code that this command prints:',
    command: 'tick-relay pair',
    forget: 'Forget pairing',
  },
  capture: {
    heading: 'Capture',
    unknown: 'Asking the extension’s background…',
    state: capture,
    pages: (count: number) =>
      count === 0
        ? 'No broker’s page sends ticks now.'
        : `${plural(count, 'page sends', 'pages send')} ticks now.`,
    waiting: (count: number) =>
      `${plural(count, 'captured tick waits', 'captured ticks wait')} for the relay.`,
    dropped: (count: number) =>
      `${plural(count, 'tick was', 'ticks were')} given up: the relay was away for too long.`,
  },
  sites: {
    heading: 'Other sites',
    about:
      'A site whose page receives prices as JSON over a WebSocket can be read like a broker: add it, open its page, and ' +
      'point at the fields of a frame that are the pair, the price and the time.',
    add: {
      address: 'Address',
      example: 'prices.example',
      submit: 'Add site',
      wrong: 'This is no address of a site. It looks like prices.example, and has at most 45 characters.',
      builtIn: (name: string) => `This is a page of ${name}, which is read already.`,
      refused: (host: string) => `Without your permission for ${host} its pages cannot be read.`,
    },
    row: {
      mapped: 'Read by its mapping.',
      unmapped: 'Not mapped yet: nothing of it is kept.',
      notAllowed: 'The browser does not let the extension read it.',
      map: 'Map',
      change: 'Change mapping',
      allow: 'Allow',
      export: 'Export',
      remove: 'Remove',
      removeLabel: (host: string) => `Remove ${host}`,
    },
    file: {
      import: 'Import…',
      export: 'Export all',
      taken: (count: number) => `${plural(count, 'site was', 'sites were')} taken from the file.`,
      problem: (problem: MappingProblem | 'json' | 'empty', at?: number) =>
        `The file was not taken: ${at === undefined ? '' : `in its site ${at}, `}${fileProblem[problem]}.`,
    },
    inspector: {
      label: (host: string) => `Frames of ${host}`,
      privacy:
        'Frames can hold what is private. They come straight from the page to this one, only while it is open, and are ' +
        'neither stored nor sent to the relay. What the page sends is not shown.',
      frames: 'Frames, newest first',
      wanted: 'Only frames with…',
      isRead: 'Of the kind that the mapping reads',
      noneWanted: 'None of the frames has it.',
      pause: 'Pause',
      goOn: 'Go on',
      close: 'Close',
      waiting: 'No frame yet. Pages that were open before the site was added have to be reloaded.',
      open: (host: string) => `Open ${host}`,
      choose: 'Click a frame with a price to see its fields.',
      pointing: 'The field that I click is',
      unread: {
        binary: 'Binary data that is no text: it cannot be read by a mapping.',
        long: 'Too long to be shown.',
        text: 'Holds no JSON: it cannot be read by a mapping.',
      },
      skipped: (count: number) => `${plural(count, 'frame', 'frames')} came too fast to be shown.`,
      save: 'Save mapping',
      saved: (host: string) => `Saved. Pages of ${host} are read by it.`,
    },
    roles: {
      kind: {
        choice: 'the kind',
        tag: 'kind',
        hint: 'What every frame with prices says alike, such as "type": "quote". Other frames are passed over. A second click takes it back.',
      },
      pair: { choice: 'the pair', tag: 'pair', hint: 'The name of what is priced.' },
      key: {
        choice: 'the pair, by its key',
        tag: 'pair',
        hint: 'For frames like { "EURUSD": 1.08, … }: the name of the field itself is the pair.',
      },
      price: { choice: 'the price', tag: 'price', hint: 'A number, or a text that is one.' },
      time: { choice: 'the time', tag: 'time', hint: 'When the price was made, by the site.' },
    },
    tree: { more: (count: number) => `… and ${count.toLocaleString('en')} more` },
    fields: {
      kind: 'Kind',
      pair: 'Pair',
      price: 'Price',
      time: 'Time',
      missing: 'not pointed at yet',
      whole: 'the whole frame',
      everyKind: 'every frame in which the fields below are found',
      byKey: 'the key of each entry',
      constant: 'or always',
      constantExample: 'EURUSD',
      each: 'in every entry of',
      unit: 'in',
      receipt: 'when the page received the frame',
      useReceipt: 'the frame has none: use when it was received (two open pages then keep each price twice)',
      units: {
        s: 'seconds',
        ms: 'milliseconds',
        us: 'microseconds',
        ns: 'nanoseconds',
        iso: 'date and time',
      },
    },
    trial: {
      incomplete: 'Point at the pair, the price and the time; then what they read is shown here.',
      noSample:
        'Click a frame above to test the mapping on it: it can be saved once it reads a price from one.',
      good: (count: number) => `It reads ${plural(count, 'price', 'prices')} from this frame.`,
      skipped: (count: number) => `${plural(count, 'entry has', 'entries have')} none.`,
      seen: (read: number, all: number) =>
        `Of the ${plural(all, 'frame', 'frames')} above ${read.toLocaleString('en')} ${read === 1 ? 'gives' : 'give'} prices.`,
      compare: 'Compare them with the page’s own before you rely on them.',
      pair: 'Pair',
      price: 'Price',
      time: 'Time',
      problem: readProblem,
    },
  },
  privacy: {
    heading: 'What is captured, and what is not',
    captured: 'From a broker’s page, or a site that you have mapped, to the relay on this machine:',
    capturedItems: [
      'price ticks: pair, price, time',
      'price history: the broker’s own candles',
      'the list of instruments: name, decimal places, payout',
      'the pair and timeframe that the page shows',
    ],
    never: 'Never read out of the page:',
    neverItems: ['balance, deposits and deals', 'login and session', 'anything that the page sends'],
    pageUntouched: 'The extension only watches. It changes, delays and sends nothing on the page.',
    notifications:
      'It notifies you of the price alerts that you set, and of nothing else. They are kept, and held against ' +
      'the prices, in this browser.',
  },
  chartLibrary: {
    heading: 'Charts',
    notice: 'TradingView Lightweight Charts™',
    copyright: 'Copyright (c) 2025 TradingView, Inc.',
    url: 'https://www.tradingview.com/',
    licence: 'Licensed under the Apache License, Version 2.0.',
  },
} as const;

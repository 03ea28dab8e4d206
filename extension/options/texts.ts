import type { CaptureState } from '../contracts/capture-status.ts';
import { plural } from './plural.ts';
import { sitesTexts } from './sites/texts.ts';

const capture: Readonly<Record<CaptureState, string>> = {
  connecting: 'Connecting to the relay…',
  connected: 'Connected to the relay.',
  'not-paired': 'Not paired with the relay yet.',
  'relay-not-running': 'The relay is not running. Start it in its folder with npm start.',
  'token-refused': 'The relay does not know this browser any more. Pair it again.',
  'origin-refused': 'The relay refuses an extension with this id. Load dist/extension unchanged.',
  'version-differs': 'The extension and the relay are of different versions. Update the older one.',
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
  sites: sitesTexts,
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

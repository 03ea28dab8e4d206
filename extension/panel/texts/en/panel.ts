import { MAX_OUTBOX_TICKS } from '../../../contracts/outbox-limit.ts';
import type { LinkState } from '../../../../shared/protocol.ts';
import type { ConnectionState } from '../../relay/connection-state.ts';

/** A cause in one line, and what to do about it. */
export interface NoticeText {
  readonly cause: string;
  readonly action?: string;
  /** What to type into a terminal. */
  readonly command?: string;
}

/** Where the relay is, without the scheme: `127.0.0.1:8787`. */
const place = (relayUrl: string): string => relayUrl.replace(/^https?:\/\//, '');

const connection = (
  relayUrl: string,
): Readonly<Record<Exclude<ConnectionState, 'connected'>, NoticeText>> => ({
  connecting: { cause: `Connecting to the relay at ${place(relayUrl)}…` },
  reconnecting: { cause: 'The connection to the relay was lost.', action: 'Connecting again…' },
  'relay-not-running': {
    cause: `The relay is not running at ${place(relayUrl)}.`,
    action: 'Start it in its folder:',
    command: 'npm start',
  },
  'not-paired': {
    cause: 'This browser is not paired with the relay yet.',
    action: 'Enter the code that this command prints:',
    command: 'tick-relay pair',
  },
  'token-refused': {
    cause: 'The relay does not know this browser any more.',
    action: 'Pair it again with the code that this command prints:',
    command: 'tick-relay pair',
  },
  'origin-refused': {
    cause: 'The relay refuses an extension with this id.',
    action: 'Load the extension from dist/extension, unchanged, in chrome://extensions.',
  },
  'version-differs': {
    cause: 'The extension and the relay are of different versions.',
    action: 'Update the older one, then reload the extension.',
    command: 'npm run build',
  },
});

const followLink = {
  action: 'Run this command: it opens a link that works once, for a minute.',
  command: 'tick-relay open',
};

/** Where it is another browser than the one that captures. */
const connectionOfBrowser: Partial<Record<ConnectionState, NoticeText>> = {
  'not-paired': {
    cause: 'This browser may not see the relay yet.',
    ...followLink,
  },
  'token-refused': {
    cause: 'The relay does not know this browser any more.',
    ...followLink,
  },
  'version-differs': {
    cause: 'The relay is of another version than this page.',
    action: 'Reload the page.',
  },
};

const links: Readonly<Record<LinkState, string>> = {
  off: 'off',
  up: 'up',
  down: 'down',
  paused: 'paused',
};

/** From this part of the outbox on its limit is worth a word. */
const NEARLY_FULL = 0.5;

const grouped = (count: number): string => count.toLocaleString('en');

const plural = (count: number, one: string, many: string): string =>
  `${grouped(count)} ${count === 1 ? one : many}`;

/** Every word of the panel, in one place for translation. */
export const panel = {
  title: 'Tick Relay',
  timeframe: 'Timeframe',
  connection,
  connectionOfBrowser,
  noTicks: {
    cause: 'No ticks yet.',
    action: 'Open your broker’s page; ticks appear here.',
  },
  noTicksFromPage: {
    cause: 'Waiting for the first tick.',
    action: 'A broker’s page is open; ticks appear here as soon as it receives one.',
  },
  notSending: {
    cause: 'No broker’s page sends ticks.',
    action: 'Open one; the chart goes on from there.',
  },
  captureWaiting: (waiting: number) =>
    `${plural(waiting, 'captured tick waits', 'captured ticks wait')} in this browser for the relay.` +
    (waiting < NEARLY_FULL * MAX_OUTBOX_TICKS
      ? ''
      : ` Beyond ${grouped(MAX_OUTBOX_TICKS)} the oldest are given up.`),
  /** `problem` is the relay's own sentence: what happened and what to do. */
  logProblem: (problem: string): NoticeText => ({
    cause: 'The relay cannot keep ticks now.',
    action: problem,
  }),
  dropped: (count: number): NoticeText => ({
    cause: `${plural(count, 'captured tick was', 'captured ticks were')} given up.`,
    action:
      'More waited in this browser than it holds. Keep the relay running, and reload the broker’s page: ' +
      'its own history fills what it covers.',
  }),
  dismiss: 'Understood',
  noCandles: 'No candles of this pair yet.',
  feedGap: {
    lasting: (from: string) => `No feed since ${from}: broker’s page closed or offline.`,
    over: (from: string, to: string) => `No feed ${from}–${to}: broker’s page closed or offline.`,
    title: 'A quiet market is no gap: in this time no page of your broker was there to receive prices.',
  },
  loadingCandles: 'Loading candles…',
  candlesFailed: 'The candles could not be loaded.',
  retry: 'Retry',
  copy: 'Copy',
  copied: 'Copied',
  pairing: {
    code: 'Pairing code',
    placeholder: 'ABCD-EFGH',
    submit: 'Pair',
    busy: 'Pairing…',
    incomplete: 'A code has eight letters or digits, like ABCD-EFGH.',
    noAnswer: 'The relay did not answer. Is it still running?',
  },
  dock: 'Open in side panel',
  undock: 'Open as tab',
  footer: {
    label: 'Feed',
    rate: (rate: string) => `${rate}/s`,
    rateTitle: 'Ticks a second, over the last 5 s',
    ageTitle: 'Since the last tick',
    latency: (p50: string, p99: string) => `${p50}/${p99} ms`,
    latencyTitle: 'From the page to the chart: half of the ticks within the first, 99 % within the second',
    redis: 'Redis',
    /** `problem` is the relay's own sentence, here and below. */
    redisTitle: (state: LinkState, problem: string | undefined) =>
      [`Redis is ${links[state]}`, problem].filter(Boolean).join('. '),
    archive: 'Archive',
    archiveTitle: (state: LinkState, waiting: number, archived: number, problem: string | undefined) =>
      [
        `Archive (Supabase) is ${links[state]}`,
        `${archived.toLocaleString('en')} ticks archived, ${waiting.toLocaleString('en')} waiting`,
        problem,
      ]
        .filter(Boolean)
        .join('. '),
    waiting: 'waiting',
    archived: (count: string) => `${count} archived`,
    kept: (count: string) => `${count} kept`,
    keptTitle: (count: number) => `${count.toLocaleString('en')} ticks in the relay’s log`,
    chartLibrary: 'TradingView',
    chartNotice: 'TradingView Lightweight Charts™. Copyright (c) 2025 TradingView, Inc.',
  },
} as const;

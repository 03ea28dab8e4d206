import type { UnwatchedPage } from '../../../contracts/capture-status.ts';
import type { HistorySource, LinkState } from '../../../../shared/protocol.ts';
import type { Health } from '../../data/health.ts';
import type { NoticeText } from './panel.ts';

/** In one or two words, and in a sentence. */
const states: Readonly<Record<Health, { readonly word: string; readonly sentence: string }>> = {
  live: { word: 'Live', sentence: 'Connected, ticks are coming in.' },
  stale: { word: 'Stale', sentence: 'Connected, but no tick for 15 s.' },
  'no-ticks': { word: 'No ticks yet', sentence: 'Connected, waiting for the first tick.' },
  connecting: { word: 'Connecting', sentence: 'Connecting to the relay.' },
  offline: { word: 'Offline', sentence: 'The connection to the relay was lost; connecting again.' },
  'relay-not-running': { word: 'No relay', sentence: 'The relay is not running.' },
  'not-paired': { word: 'Not paired', sentence: 'This browser is not paired with the relay.' },
  refused: { word: 'Refused', sentence: 'The relay runs and refuses this extension.' },
};

const sources: Readonly<Record<HistorySource, string>> = {
  cache: 'cache',
  log: 'log',
  archive: 'Supabase',
};

const links: Readonly<Record<LinkState, string>> = {
  off: 'off',
  up: 'up',
  down: 'down',
  paused: 'paused',
};

const grouped = (count: number): string => count.toLocaleString('en');

const ticks = (count: number): string => `${grouped(count)} ${count === 1 ? 'tick' : 'ticks'}`;

/** The line from the page to the chart, and how it does. */
export const health = {
  title: 'Health',
  states,
  /** Of the button. */
  label: (sentence: string) => `Health: ${sentence}`,
  history: (source: HistorySource, ms: string) => `${sources[source]} ${ms} ms`,
  historyTitle: (source: HistorySource, ms: string) =>
    `The last candles came from the ${source === 'archive' ? 'archive (Supabase)' : `relay’s ${sources[source]}`} in ${ms} ms`,
  rows: {
    rate: 'Ticks a second',
    age: 'Last tick',
    latency: 'Page to chart',
    history: 'Last history',
    pages: 'Broker’s pages',
    waiting: 'Waiting in this browser',
    dropped: 'Given up',
    kept: 'In the relay’s log',
    redis: 'Redis',
    archive: 'Archive (Supabase)',
  },
  none: '–',
  ago: (age: string) => `${age} ago`,
  latency: (p50: string, p99: string) => `p50 ${p50} ms, p99 ${p99} ms`,
  pages: (sending: number, unwatched: number) =>
    [`${grouped(sending)} sending`, unwatched > 0 && `${grouped(unwatched)} not covered`]
      .filter(Boolean)
      .join(', '),
  /** What is known of how the page may receive its prices comes first. */
  unwatched: ({ host, hasWorker, hasStream }: UnwatchedPage): NoticeText => {
    const unseen = hasStream
      ? ['opens a WebSocketStream', 'through a WebSocketStream']
      : hasWorker && ['runs a worker', 'in a worker'];
    if (!unseen)
      return {
        cause: `No prices have been seen on ${host}.`,
        action: 'Open a chart there. If it moves, the page receives its prices where they cannot be watched.',
      };
    const [does = '', where = ''] = unseen;
    return {
      cause: `${host} ${does} and shows no prices elsewhere.`,
      action: `Prices that a page receives ${where} cannot be watched. If its chart moves, this page is not covered.`,
    };
  },
  ticks,
  link: (state: LinkState) => links[state],
  archive: (state: LinkState, archived: number, waiting: number) =>
    state === 'off'
      ? links.off
      : `${links[state]}, ${grouped(archived)} archived, ${grouped(waiting)} waiting`,
} as const;

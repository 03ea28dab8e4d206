import type { ConnectionState } from '../../relay/connection-state.ts';
import type { Direction } from '../../data/price-format.ts';
import type { Palette, Theme } from '../../preferences/preferences.ts';

const themes: Readonly<Record<Theme, string>> = { system: 'System', light: 'Light', dark: 'Dark' };

const palettes: Readonly<Record<Palette, string>> = {
  standard: 'Green and red',
  'colour-blind-safe': 'Blue and orange',
};

const connections: Readonly<Record<ConnectionState, string>> = {
  connecting: 'Connecting to the relay',
  connected: 'Connected to the relay',
  reconnecting: 'The connection to the relay was lost',
  'relay-not-running': 'The relay is not running',
  'not-paired': 'This browser is not paired with the relay',
  'token-refused': 'The relay does not know this browser any more',
  'origin-refused': 'The relay refuses this extension',
  'version-differs': 'The extension and the relay are of different versions',
};

const directions: Readonly<Record<Direction, string>> = { up: 'up', down: 'down', flat: 'unchanged' };

/** Preferences, keys, and what a screen reader is told. */
export const hands = {
  preferences: {
    title: 'Preferences',
    theme: 'Theme',
    themes,
    palette: 'Up and down',
    palettes,
    timeZone: 'Times in',
    timeZones: { local: 'Local time', utc: 'UTC' },
    followsPage: 'Follow the broker’s page',
    followsPageHint: 'A change of pair or timeframe there is one here.',
    shortcuts: 'Keyboard',
    options: 'Relay and pairing…',
  },
  keyboard: {
    title: 'Keyboard',
    pair: 'Pair before or after in the list',
    timeframe: 'Timeframe, from the shortest on',
    chartType: 'Candles, line, area, ticks',
    nextChart: 'Next chart of the grid',
    help: 'This list',
    close: 'Close what is open',
    within: 'Next control; the arrows choose within a group',
    names: { ArrowUp: '↑', ArrowDown: '↓' } as Readonly<Record<string, string>>,
    upTo: 'to',
  },
  announced: {
    connection: connections,
    /** `priceText` is empty, and `change` flat, while there is no price. */
    pair: (label: string, priceText: string, direction: Direction, change: string) =>
      priceText === ''
        ? `${label}, no price yet`
        : `${label}, ${priceText}, ${directions[direction]}${direction === 'flat' ? '' : ` ${change.slice(1)}`}`,
  },
} as const;

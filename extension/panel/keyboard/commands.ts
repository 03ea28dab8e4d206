import type { Pair } from '../../../shared/pair.ts';
import { TIMEFRAMES, type Timeframe } from '../../../shared/timeframe.ts';
import type { ChartType } from '../chart/chart-types.ts';
import { texts } from '../texts/texts.ts';

/** What a key does. */
export interface Command {
  readonly id: string;
  /** As `KeyboardEvent.key` has it, letters in lower case. */
  readonly key: string;
  /** For the list of keys; commands with the same one stand in one line there. */
  readonly label: string;
  readonly run: () => void;
}

/** What the keys act on. */
export interface Commanded {
  /** In the order of the list. */
  readonly listedPairs: () => readonly Pair[];
  readonly shownPair: () => Pair | undefined;
  readonly choosePair: (pair: Pair) => void;
  readonly chooseTimeframe: (timeframe: Timeframe) => void;
  readonly chooseChartType: (type: ChartType) => void;
  readonly focusNextChart: () => void;
  readonly toggleHelp: () => void;
}

const { keyboard } = texts;
const TYPE_KEYS: readonly (readonly [key: string, type: ChartType])[] = [
  ['c', 'candles'],
  ['l', 'line'],
  ['a', 'area'],
  ['t', 'ticks'],
];
const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'];

/** The pair so many places further in the list; at its ends, and without a list, none. */
export const pairAfter = (pairs: readonly Pair[], shown: Pair | undefined, by: number): Pair | undefined => {
  const index = shown === undefined ? -1 : pairs.indexOf(shown);
  return index < 0 ? pairs[0] : pairs[index + by];
};

/** Every key of the panel. A key stands once. */
export const commandsOf = (panel: Commanded): readonly Command[] => {
  const step = (by: number) => () => {
    const pair = pairAfter(panel.listedPairs(), panel.shownPair(), by);
    if (pair !== undefined) panel.choosePair(pair);
  };
  return [
    { id: 'previous-pair', key: 'ArrowUp', label: keyboard.pair, run: step(-1) },
    { id: 'next-pair', key: 'ArrowDown', label: keyboard.pair, run: step(1) },
    ...DIGITS.flatMap((key, index) => {
      const timeframe = TIMEFRAMES[index];
      if (timeframe === undefined) return [];
      const run = () => panel.chooseTimeframe(timeframe);
      return [{ id: `timeframe-${timeframe}`, key, label: keyboard.timeframe, run }];
    }),
    ...TYPE_KEYS.map(([key, type]) => ({
      id: `chart-${type}`,
      key,
      label: keyboard.chartType,
      run: () => panel.chooseChartType(type),
    })),
    { id: 'next-chart', key: 'g', label: keyboard.nextChart, run: () => panel.focusNextChart() },
    { id: 'help', key: '?', label: keyboard.help, run: () => panel.toggleHelp() },
  ];
};

import { InvalidArgumentError } from 'commander';
import { isPair, type Pair } from '../../shared/pair.ts';
import type { Milliseconds } from '../../shared/units.ts';
import { parseInstant } from '../parse-instant.ts';

/** What commander calls for each option's text; what it throws is shown with the option's name. */
export const pairArgument = (text: string): Pair => {
  if (isPair(text)) return text;
  throw new InvalidArgumentError("It takes the broker's name of a pair, such as EURUSD_otc.");
};

export const pairsArgument = (text: string, before: readonly Pair[] = []): Pair[] => [
  ...before,
  pairArgument(text),
];

export const instantArgument = (text: string): Milliseconds => {
  const instant = parseInstant(text);
  if (instant !== undefined) return instant;
  throw new InvalidArgumentError('It takes a time such as 2025-09-03T00:34Z, or UTC milliseconds.');
};

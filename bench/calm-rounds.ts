import { cpus } from 'node:os';
import { quantile } from '../shared/quantile.ts';
import { stolenMs } from '../testing/stolen-time.ts';

/** A round and how much of the processors' time others took away meanwhile, 0 to 1. */
export interface Round<Result> {
  readonly result: Result;
  readonly stolen: number;
}

/** More than this of the processors, and a round says more of the neighbours than of us. */
const CALM = 0.01;

/** How many calm rounds are wanted, and how many are tried at most. */
export interface RoundCount {
  readonly wanted: number;
  readonly most: number;
}

const THREE: RoundCount = { wanted: 3, most: 6 };

const measureRound = async <Result>(measure: () => Promise<Result>): Promise<Round<Result>> => {
  const [stolenBefore, began] = [stolenMs(), performance.now()];
  const result = await measure();
  const elapsed = performance.now() - began;
  return { result, stolen: (stolenMs() - stolenBefore) / (elapsed * cpus().length) };
};

/**
 * Measures until so many rounds were calm, by default three, and answers the calmest. They are chosen by what the
 * hypervisor took alone, never by their result.
 */
export const calmRounds = async <Result>(
  measure: () => Promise<Result>,
  { wanted, most }: RoundCount = THREE,
): Promise<Round<Result>[]> => {
  const rounds: Round<Result>[] = [];
  const isEnough = (): boolean => rounds.filter(({ stolen }) => stolen <= CALM).length >= wanted;
  while (rounds.length < most && !isEnough()) rounds.push(await measureRound(measure));
  return rounds.sort((a, b) => a.stolen - b.stolen).slice(0, wanted);
};

/** The middle one of a few numbers. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** "0.2 %", of the round that was disturbed most. */
export const stolenText = (rounds: readonly Round<unknown>[]): string =>
  `${(Math.max(...rounds.map(({ stolen }) => stolen)) * 100).toFixed(1)} %`;

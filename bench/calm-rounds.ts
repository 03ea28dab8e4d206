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
const ROUNDS = 3;
const MOST_ROUNDS = 6;

const measureRound = async <Result>(measure: () => Promise<Result>): Promise<Round<Result>> => {
  const [stolenBefore, began] = [stolenMs(), performance.now()];
  const result = await measure();
  const elapsed = performance.now() - began;
  return { result, stolen: (stolenMs() - stolenBefore) / (elapsed * cpus().length) };
};

/**
 * Measures until three rounds were calm, six times at most, and answers the three calmest. They are chosen by what
 * the hypervisor took alone, never by their result.
 */
export const calmRounds = async <Result>(measure: () => Promise<Result>): Promise<Round<Result>[]> => {
  const rounds: Round<Result>[] = [];
  const isEnough = (): boolean => rounds.filter(({ stolen }) => stolen <= CALM).length >= ROUNDS;
  while (rounds.length < MOST_ROUNDS && !isEnough()) rounds.push(await measureRound(measure));
  return rounds.sort((a, b) => a.stolen - b.stolen).slice(0, ROUNDS);
};

/** The middle one of a few numbers. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** "0.2 %", of the round that was disturbed most. */
export const stolenText = (rounds: readonly Round<unknown>[]): string =>
  `${(Math.max(...rounds.map(({ stolen }) => stolen)) * 100).toFixed(1)} %`;

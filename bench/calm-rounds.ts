import { cpus } from 'node:os';
import { readFileSync } from 'node:fs';

/** A round and how much of the processors' time others took away meanwhile, 0 to 1. */
export interface Round<Result> {
  readonly result: Result;
  readonly stolen: number;
}

/** More than this of the processors, and a round says more of the neighbours than of us. */
const CALM = 0.01;
const ROUNDS = 3;
const MOST_ROUNDS = 6;
const MS_PER_SECOND = 1_000;
/** Of the times in /proc/stat: USER_HZ, which is 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;
/** Column of `cpu` in /proc/stat: user, nice, system, idle, iowait, irq, softirq, steal (proc_stat(5)). */
const STEAL = 8;

/** Processor seconds that a hypervisor gave to other guests since the start; 0 where the system does not tell. */
const stolenSeconds = (): number => {
  try {
    const [all = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
    return Number(all.split(/\s+/)[STEAL]) / TICKS_PER_SECOND;
  } catch {
    return 0;
  }
};

const measureRound = async <Result>(measure: () => Promise<Result>): Promise<Round<Result>> => {
  const [stolenBefore, began] = [stolenSeconds(), performance.now()];
  const result = await measure();
  const seconds = (performance.now() - began) / MS_PER_SECOND;
  return { result, stolen: (stolenSeconds() - stolenBefore) / (seconds * cpus().length) };
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
export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** "0.2 %", of the round that was disturbed most. */
export const stolenText = (rounds: readonly Round<unknown>[]): string =>
  `${(Math.max(...rounds.map(({ stolen }) => stolen)) * 100).toFixed(1)} %`;

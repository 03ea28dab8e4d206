import { InvalidArgumentError, type Command } from 'commander';
import type { Pair } from '../../shared/pair.ts';
import type { Milliseconds } from '../../shared/units.ts';
import type { ReplayedQuote } from '../replay/replays.ts';
import type { StartedReplay } from '../server/replay-routes.ts';
import { instantArgument, pairArgument } from './arguments.ts';
import { showProgress } from './progress.ts';
import { RelayClient } from './relay-client.ts';
import { untilSignal } from './until-signal.ts';

/** An answer comes when Redis has the ticks too, which may be slow. */
const ANSWER_TIMEOUT_MS = 60_000;

interface Flags {
  readonly pair: Pair;
  readonly from?: Milliseconds;
  readonly to?: Milliseconds;
  readonly speed: number;
  readonly originalTimes?: boolean;
}

const speedArgument = (text: string): number => {
  const speed = text === 'max' ? Infinity : Number(text);
  if (speed > 0) return speed;
  throw new InvalidArgumentError('It takes a number above 0, such as 10 for ten times as fast, or max.');
};

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';

const replay = async (dataDir: string, flags: Flags): Promise<void> => {
  const { pair, from, to, speed, originalTimes = false } = flags;
  const client = new RelayClient(dataDir);
  const post = (route: string, body: object): Promise<unknown> =>
    client.ask('POST', `/api/replay/${route}`, ANSWER_TIMEOUT_MS, body);
  const { runReplay } = await import('../replay/run-replay.ts');
  const started = (await post('start', { pair })) as StartedReplay;
  const { id } = started;
  console.error(`Replaying ${pair} as ${started.pair}; Ctrl-C ends it.`);
  const progress = await showProgress('ticks');
  const { update: onProgress } = progress;
  const play = (ticks: readonly ReplayedQuote[]): Promise<unknown> => post('ticks', { id, ticks });
  try {
    const ticks = await untilSignal((signal) =>
      runReplay({ ...{ dataDir, pair, from, to, speed, originalTimes, play, signal }, onProgress }),
    );
    progress.stop();
    console.log(`${ticks.toLocaleString('en')} ticks replayed as ${started.pair}.`);
  } catch (error) {
    if (!isAbort(error)) throw error;
  } finally {
    progress.stop();
    await post('end', { id });
  }
};

/** `tick-relay replay` */
export const addReplay = (command: Command, dataDirOf: (command: Command) => string): void => {
  command
    .description(
      'show a stored stretch again, to Redis and the panel, as a pair of its own (EURUSD_otc@replay) that is not stored',
    )
    .requiredOption('--pair <pair>', 'whose ticks', pairArgument)
    .option(
      '--from <time>',
      'from this time on, ISO 8601 or UTC ms (default: the oldest kept)',
      instantArgument,
    )
    .option('--to <time>', 'up to this time, which is not included (default: the newest)', instantArgument)
    .option('--speed <factor>', 'how many times as fast as it was, or max', speedArgument, 1)
    .option('--original-times', 'keep the times of the ticks instead of moving them to now')
    .action(async (flags: Flags, self: Command) => replay(dataDirOf(self), flags));
};

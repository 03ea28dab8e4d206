/** The simulated broker alone: `npx tsx simulator/simulate.ts --help`. */
import { InvalidArgumentError, program } from 'commander';
import { DEFAULT_TICKS_PER_MINUTE, startSimulator, type SimulatorOptions } from './start-simulator.ts';

interface Options {
  readonly port: number;
  readonly rate: number;
  readonly pairs?: string[];
  readonly seed: number;
  readonly replay?: string;
  readonly speed: number;
}

const number = (value: string): number => {
  if (!/^\d+(\.\d+)?$/.test(value)) throw new InvalidArgumentError('It takes a number.');
  return Number(value);
};

const port = (value: string): number => {
  const parsed = number(value);
  if (!Number.isInteger(parsed) || parsed > 65_535)
    throw new InvalidArgumentError('It takes a port, 0 to 65535; 0 is any free one.');
  return parsed;
};

const options = program
  .name('simulate')
  .description('A broker page with a real feed in Pocket Option’s wire format, on this machine only.')
  .option('--port <port>', 'port on 127.0.0.1', port, 8788)
  .option('--rate <ticks>', 'ticks a minute over all pairs', number, DEFAULT_TICKS_PER_MINUTE)
  .option('--pairs <symbols>', 'symbols, separated by commas', (value) => value.split(','))
  .option('--seed <number>', 'the same seed gives the same prices', number, 1)
  .option('--replay <name>', 'play a recording of ../shared/recordings instead, once')
  .option('--speed <factor>', 'speed of the replay, 1 to 100', number, 1)
  .parse()
  .opts<Options>();

const simulatorOptions: SimulatorOptions = {
  port: options.port,
  ticksPerMinute: options.rate,
  seed: options.seed,
  ...(options.pairs && { pairs: options.pairs }),
  ...(options.replay && { replay: { name: options.replay, speed: options.speed } }),
};

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

try {
  const simulator = await startSimulator(simulatorOptions);
  say(`The simulated broker is at ${simulator.url}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      say(`Sent ${simulator.sent().length} ticks, ${simulator.sentLive()} of them live.`);
      void simulator.stop();
    });
  if (options.replay)
    void simulator.whenFinished().then(() => say(`The replay is over: ${simulator.sentLive()} live ticks.`));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

import { spawn } from 'node:child_process';
import { ensureProgram, REDIS_BENCHMARK } from '../testing/system-programs.ts';

const REQUESTS = 200_000;
const PIPELINE = 64;
const TICK = '{"pair":"BENCH00_otc","price":1.08423,"timestamp":1767616245123}';

const requestsPerSecond = async (port: number, command: readonly string[]): Promise<number> => {
  const args = [
    '-p',
    String(port),
    '-n',
    String(REQUESTS),
    '-P',
    String(PIPELINE),
    '-c',
    '1',
    '--csv',
    ...command,
  ];
  const child = spawn(ensureProgram(REDIS_BENCHMARK), args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await new Promise((resolve) => child.once('close', resolve));
  const measured = Number(/","([\d.]+)"/.exec(output)?.[1]);
  if (!Number.isFinite(measured)) throw new Error(`redis-benchmark printed no figure: ${output}`);
  return measured;
};

/**
 * What one pipelined connection reaches with the plain design's three commands a tick, and nothing else:
 * no validation, no disk.
 *
 * @returns ticks a second.
 */
export const measureRedisBenchmark = async (port: number): Promise<number> => {
  const commands = [
    ['LPUSH', 'bench:ticks', TICK],
    ['LTRIM', 'bench:ticks', '0', '999'],
    ['PUBLISH', 'bench:updates', TICK],
  ];
  let secondsPerTick = 0;
  for (const command of commands) secondsPerTick += 1 / (await requestsPerSecond(port, command));
  return 1 / secondsPerTick;
};

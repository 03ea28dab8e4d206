import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';

/** A server that a test started; only this one process is ever signalled. */
export interface ChildServer {
  readonly process: ChildProcess;
  /** Ends it with a signal and waits until it is gone. */
  end(signal: NodeJS.Signals): Promise<void>;
  /** What it wrote so far, for the message of a start that failed. */
  output(): string;
}

export const startChild = (
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): ChildServer => {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString()).slice(-4_000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  child.once('error', (error) => keep(Buffer.from(error.message)));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const endWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', endWithUs);
  void ended.then(() => process.off('exit', endWithUs));
  return {
    process: child,
    output: () => output,
    end: async (signal) => {
      child.kill(signal);
      await ended;
    },
  };
};

const POLL_MS = 20;

/** Asks `ready` until it says yes; rejects with `describe()` when `timeoutMs` is over. */
export const waitUntil = async (
  ready: () => Promise<boolean> | boolean,
  describe: () => string,
  timeoutMs = 15_000,
): Promise<void> => {
  const end = Date.now() + timeoutMs;
  while (!(await ready())) {
    if (Date.now() > end) throw new Error(describe());
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
};

import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Passes each message of `/capture` to every `/view`. */
export interface Echo {
  readonly port: number;
  stop(): void;
}

/** Starts it as a process of its own, as the relay is one. */
export const startEcho = (): Promise<Echo> =>
  new Promise((resolve, reject) => {
    const process = fork(fileURLToPath(new URL('./echo-server.ts', import.meta.url)), {
      execArgv: ['--import', 'tsx'],
    });
    process.once('message', (port) => resolve({ port: Number(port), stop: () => void process.kill() }));
    process.once('error', reject);
  });

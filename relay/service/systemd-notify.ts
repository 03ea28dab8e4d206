import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Writable } from 'node:stream';

/** What systemd expects of the process that it has started, read from the environment that it gave it. */
export interface SystemdWatch {
  /** Without a message within so many ms systemd ends the relay; `undefined`: it does not watch. */
  readonly watchdogMs: number | undefined;
}

/** `undefined` where systemd has not started this process, or expects no message. */
export const systemdWatch = (
  environment: NodeJS.ProcessEnv = process.env,
  pid = process.pid,
): SystemdWatch | undefined => {
  if (!environment.NOTIFY_SOCKET) return undefined;
  const watchdogMs = Number(environment.WATCHDOG_USEC) / 1_000;
  // Variables of a parent's: it is that one which is watched.
  const isOurs = !environment.WATCHDOG_PID || environment.WATCHDOG_PID === String(pid);
  return { watchdogMs: isOurs && watchdogMs > 0 ? watchdogMs : undefined };
};

/** Reads a status a line and sends it on, until there are no more or one could not be sent. */
const HELPER = `
while IFS= read -r status; do
  systemd-notify READY=1 WATCHDOG=1 "STATUS=$status" || exit
done`;

/**
 * Tells systemd that the relay is ready and well. Node has no datagram sockets of the Unix kind, so systemd's own
 * program does it, and the unit has to allow that (`NotifyAccess=all`). A shell starts it, because for Node to
 * start a program takes its event loop some ms each time, while ticks wait. `systemd-notify` stays until its message
 * is read: systemd could not tell whose it is from a process that is gone. Before version 246 it does not stay, and
 * a message may be lost now and then; so each of them has all that systemd needs to know.
 */
export class SystemdNotifier {
  readonly #onFailure: (error: Error) => void;
  #helper: ChildProcessByStdio<Writable, null, null> | undefined;

  /** `onFailure`: called each time a message could not be sent; the next one gets another helper. */
  constructor(onFailure: (error: Error) => void) {
    this.#onFailure = onFailure;
  }

  /** `status`: one line for `systemctl status`. */
  tellWell(status: string): void {
    this.#helper ??= this.#start();
    this.#helper.stdin.write(`${status}\n`);
  }

  #start(): ChildProcessByStdio<Writable, null, null> {
    const helper = spawn('sh', ['-c', HELPER], { stdio: ['pipe', 'ignore', 'ignore'] });
    const forget = (): void => {
      if (this.#helper === helper) this.#helper = undefined;
    };
    helper.once('error', (error) => {
      forget();
      this.#onFailure(error);
    });
    helper.once('exit', (status) => {
      forget();
      // A signal is not its fault: when systemd stops the relay, it stops the helper too.
      if (status !== null) this.#onFailure(new Error(`systemd-notify ended with status ${status}`));
    });
    // What was written to a helper that is gone; its end tells it.
    helper.stdin.on('error', () => undefined);
    helper.unref();
    return helper;
  }
}

import { spawn } from 'node:child_process';

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

/**
 * Sends a message to systemd, such as `READY=1`; rejects where that was not possible. Node has no datagram sockets
 * of the Unix kind, so systemd's own program sends it. The unit has to allow that (`NotifyAccess=all`), and
 * `systemd-notify` waits until the message is read: systemd could not tell whose it is from a process that is gone.
 * Before version 246 it does not wait, and a message may be lost now and then; so each message has to hold all that
 * systemd needs to know.
 */
export const notifySystemd = (...assignments: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn('systemd-notify', assignments, { stdio: 'ignore' });
    child.once('error', reject);
    child.once('exit', (status, signal) => {
      if (status === 0) resolve();
      else reject(new Error(`systemd-notify ended with ${signal ?? `status ${status ?? 1}`}`));
    });
  });

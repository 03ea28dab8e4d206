import { createServer } from 'node:net';
import { OPTIONS } from '../config/options.ts';
import { bad, good, type Check, type Finding } from './check.ts';
import { portOwner } from './port-owner.ts';

const LOOPBACK = '127.0.0.1';
const HEALTH_TIMEOUT_MS = 2_000;

/** The error's code where it cannot be opened. */
const tryPort = (port: number): Promise<string | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen(port, LOOPBACK, () => server.close(() => resolve(undefined)));
  });

/** Whether what answers there is a relay. */
const isRelay = async (port: number): Promise<boolean> => {
  try {
    const response = await fetch(`http://${LOOPBACK}:${port}/health`, {
      signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS),
    });
    const answer = (await response.json()) as { status?: unknown; protocol?: unknown };
    return answer.status === 'ok' && typeof answer.protocol === 'number';
  } catch {
    return false;
  }
};

const takenBy = async (port: number): Promise<Finding> => {
  const owner = await portOwner(port);
  const who = owner === undefined ? 'another program' : `another program (${owner})`;
  return (await isRelay(port))
    ? bad(
        `Port ${port} is taken by a relay with another data directory${owner === undefined ? '' : ` (${owner})`}.`,
        `Stop that relay, or set ${OPTIONS.port.name} to another port and the same address in the extension's options.`,
      )
    : bad(
        `Port ${port} is taken by ${who}.`,
        `Stop that program, or set ${OPTIONS.port.name} to another port and the same address in the extension's options.`,
      );
};

export const portCheck: Check = {
  title: 'Port',
  check: async ({ config: { port }, relay }) => {
    if (relay && (relay.port === port || port === 0)) return good(`The relay has port ${relay.port}.`);
    if (port === 0) return good('A free port is taken at the start.');
    const code = await tryPort(port);
    if (code === undefined) return good(`Port ${port} is free.`);
    if (code === 'EADDRINUSE') return takenBy(port);
    return bad(
      `Port ${port} cannot be opened (${code}).`,
      `Set ${OPTIONS.port.name} to another port, from 1024 on.`,
    );
  },
};

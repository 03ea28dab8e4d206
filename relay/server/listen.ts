import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OPTIONS } from '../config/options.ts';
import { UserError } from '../user-error.ts';

/** No other machine reaches it. */
const LOOPBACK = '127.0.0.1';

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken by another program or another relay',
  EACCES: 'is not allowed to this user',
};

/**
 * Opens the port; answers which it is.
 * @throws UserError where it cannot be opened.
 */
export const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException): void => {
      const reason = REASONS[error.code ?? ''] ?? `could not be opened (${error.code ?? error.message})`;
      reject(
        new UserError(
          `Port ${port} on ${LOOPBACK} ${reason}: stop that program, or choose another port with --port or ${OPTIONS.port.name} and set the same address in the extension's options.`,
          { cause: error },
        ),
      );
    };
    server.once('error', fail);
    server.listen(port, LOOPBACK, () => {
      server.off('error', fail);
      resolve((server.address() as AddressInfo).port);
    });
  });

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild, waitUntil } from './child-server.ts';

/** Perl is part of every Debian, and has the sockets that Node has not. Writes each message with its time in ms. */
const RECEIVER = `
use Socket; use Time::HiRes; $| = 1;
socket(my $socket, AF_UNIX, SOCK_DGRAM, 0) or die $!;
bind($socket, pack_sockaddr_un($ARGV[0])) or die $!;
print "ready\\n";
while (defined recv($socket, my $message, 65536, 0)) {
  $message =~ s/\\n/|/g;
  printf "%d %s\\n", Time::HiRes::time() * 1000, $message;
}
`;

export interface NotifyMessage {
  /** UTC ms. */
  readonly at: number;
  /** Its assignments: `READY=1` and so on. */
  readonly assignments: readonly string[];
}

/** What stands at the other end of a service's `$NOTIFY_SOCKET`. */
export interface NotifySocket {
  readonly path: string;
  messages(): readonly NotifyMessage[];
  stop(): Promise<void>;
}

export const startNotifySocket = async (): Promise<NotifySocket> => {
  const folder = mkdtempSync(join(tmpdir(), 'tick-relay-notify-'));
  const path = join(folder, 'notify');
  const receiver = startChild('perl', ['-e', RECEIVER, path]);
  await waitUntil(
    () => receiver.output().startsWith('ready'),
    () => `The receiver did not start: ${receiver.output()}`,
  );
  return {
    path,
    messages: () =>
      receiver
        .output()
        .split('\n')
        .slice(1, -1)
        .map((line) => ({
          at: Number(line.split(' ', 1)[0]),
          assignments: line.slice(line.indexOf(' ') + 1).split('|'),
        })),
    stop: async () => {
      await receiver.end('SIGKILL');
      rmSync(folder, { recursive: true });
    },
  };
};

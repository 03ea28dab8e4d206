import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface RedisProxy {
  readonly url: string;
  /** The time that each command takes, one after the other, on every connection; ms. */
  delayMs: number;
  /** Ends every connection at once, as a failing network does. New ones are taken. */
  cut(): void;
  stop(): Promise<void>;
}

const LINE_END = '\r\n';

/** The bytes of the first whole command (`*2\r\n$3\r\nGET\r\n…`), or 0 while it is not all there. */
const lengthOfCommand = (buffer: Buffer): number => {
  let at = buffer.indexOf(LINE_END);
  if (at === -1) return 0;
  const parts = Number(buffer.toString('latin1', 1, at));
  at += LINE_END.length;
  for (let part = 0; part < parts; part += 1) {
    const end = buffer.indexOf(LINE_END, at);
    if (end === -1) return 0;
    at = end + Number(buffer.toString('latin1', at + 1, end)) + 2 * LINE_END.length;
    if (at > buffer.length) return 0;
  }
  return at;
};

/** A proxy before a Redis, on a free port of 127.0.0.1, that passes commands on as slowly as told. */
export const startRedisProxy = async (targetPort: number): Promise<RedisProxy> => {
  const sockets = new Set<Socket>();

  const join = (client: Socket): void => {
    const target = connect(targetPort, '127.0.0.1');
    let waiting = Buffer.alloc(0);
    let timer: NodeJS.Timeout | undefined;
    const passOn = (): void => {
      timer = undefined;
      for (let length = lengthOfCommand(waiting); length > 0; length = lengthOfCommand(waiting)) {
        target.write(waiting.subarray(0, length));
        waiting = waiting.subarray(length);
        if (proxy.delayMs > 0) break;
      }
      if (lengthOfCommand(waiting) > 0) timer = setTimeout(passOn, proxy.delayMs);
    };
    client.on('data', (bytes) => {
      waiting = Buffer.concat([waiting, bytes]);
      if (timer === undefined && lengthOfCommand(waiting) > 0) timer = setTimeout(passOn, proxy.delayMs);
    });
    target.pipe(client);
    for (const [socket, other] of [
      [client, target],
      [target, client],
    ] as const) {
      sockets.add(socket);
      // The end of one side is the end of the other, whatever the reason.
      socket.on('error', () => undefined);
      socket.on('close', () => {
        clearTimeout(timer);
        sockets.delete(socket);
        other.destroy();
      });
    }
  };

  const server = createServer(join);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const proxy: RedisProxy = {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    delayMs: 0,
    cut,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      cut();
      await closed;
    },
  };
  return proxy;
};

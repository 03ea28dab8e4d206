import {
  HELLO_MESSAGE,
  parseMessage,
  PROTOCOL_VERSION,
  type ErrorCode,
  type HelloMessage,
  type Role,
} from '../../shared/protocol.ts';
import { captureReader } from './capture-role.ts';
import type { Connection } from './connection.ts';
import type { ServerContext } from './server-context.ts';
import { TokenBucket } from './token-bucket.ts';
import { viewReader } from './view-role.ts';

const READERS = { capture: captureReader, view: viewReader };

const versionDiffers = (version: number): string =>
  `The extension speaks version ${version} of the protocol and the relay version ${PROTOCOL_VERSION}: update the ${
    version < PROTOCOL_VERSION ? 'extension' : 'relay'
  }.`;

type Refusal = readonly [code: ErrorCode, message: string];

/** Who the first message is from, or why that one may not. */
const readHello = ({ access }: ServerContext, text: string): HelloMessage | Refusal => {
  const parsed = parseMessage(HELLO_MESSAGE, text);
  if (!parsed.ok) return ['hello-missing', `The first message has to be hello, but ${parsed.reason}.`];
  const { version, token, role } = parsed.message;
  if (version !== PROTOCOL_VERSION) return ['version-differs', versionDiffers(version)];
  if (access.accepts(token, role)) return parsed.message;
  return ['token-refused', 'The token is not known to this relay: pair again with `tick-relay pair`.'];
};

const welcome = (context: ServerContext, connection: Connection, role: Role): void => {
  const { access, connections, limits } = context;
  connection.role = role;
  connection.bucket = new TokenBucket(
    role === 'capture' ? limits.captureMessagesPerSecond : limits.viewMessagesPerSecond,
  );
  connection.reader = READERS[role](context, connection);
  connections.showCounts();
  connection.send({ type: 'welcome', version: PROTOCOL_VERSION, relayId: access.relayId });
};

const isRefusal = (hello: HelloMessage | Refusal): hello is Refusal => Array.isArray(hello);

/** Waits for hello, but not longer than it may take. */
export const expectHello = (context: ServerContext, connection: Connection): void => {
  const refuse = (code: ErrorCode, message: string): void => {
    context.metrics.connectionsRefused.inc({ reason: code });
    connection.end(code, message);
  };
  const { helloTimeoutMs } = context.limits;
  const timer = setTimeout(
    () => refuse('hello-missing', `No hello within ${helloTimeoutMs / 1_000} s of connecting.`),
    helloTimeoutMs,
  );
  connection.onClose(() => clearTimeout(timer));
  connection.reader = (text) => {
    clearTimeout(timer);
    const hello = readHello(context, text);
    if (isRefusal(hello)) refuse(...hello);
    else welcome(context, connection, hello.role);
    return undefined;
  };
};

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Decoder, PacketType, type Packet } from 'socket.io-parser';
import * as v from 'valibot';
import type { Channel } from './broker-server.ts';

export const RECORDINGS_FOLDER = fileURLToPath(new URL('../../shared/recordings/', import.meta.url));

const FRAME = v.object({
  i: v.number(),
  sock: v.string(),
  data: v.optional(v.string()),
  b64: v.optional(v.string()),
});
type Frame = v.InferOutput<typeof FRAME>;

/** An event as the page's socket received it; attachments stay bytes. */
export interface RecordedEvent {
  readonly socket: string;
  readonly event: string;
  readonly payload: readonly unknown[];
  /** Set where only the header came: the text to send, with nothing after it. */
  readonly loneHeader?: string;
}

export interface Recording {
  /** In the order the page received them. */
  readonly events: readonly RecordedEvent[];
  readonly channels: ReadonlyMap<string, Channel>;
}

/** Reads `name` (without `.jsonl`) from the folder; throws a sentence where folder or recording is missing. */
export const readRecording = (name: string, folder = RECORDINGS_FOLDER): Recording => {
  if (!existsSync(folder))
    throw new Error(`There are no recordings: --replay reads them from ${folder}, which is not there.`);
  const file = join(folder, `${name}.jsonl`);
  if (!existsSync(file))
    throw new Error(`There is no recording ${name}: --replay takes the name of a .jsonl file in ${folder}.`);
  const frames = readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => v.parse(FRAME, JSON.parse(line)));
  const events = eventsOf(frames);
  return { events, channels: channelsOf(events) };
};

const ENGINE_MESSAGE = '4';

interface PlacedEvent {
  /** The number of the frame that completed it, or of a header that nothing completed. */
  readonly at: number;
  readonly event: RecordedEvent;
}

/** Puts headers and attachments together; Engine.IO's own frames (open, ping) are left to the server. */
const eventsOf = (frames: readonly Frame[]): RecordedEvent[] => {
  const readers = new Map<string, SocketReader>();
  const placed = frames.flatMap((frame) => {
    const reader = readers.get(frame.sock) ?? new SocketReader(frame.sock);
    readers.set(frame.sock, reader);
    return reader.read(frame);
  });
  const unfinished = [...readers.values()].flatMap((reader) => reader.end());
  return [...placed, ...unfinished].sort((a, b) => a.at - b.at).map(({ event }) => event);
};

/** One recorded socket's Socket.IO stream. */
class SocketReader {
  readonly #socket: string;
  readonly #decoded: Packet[] = [];
  #decoder = this.#newDecoder();
  #header: { readonly at: number; readonly text: string } | undefined;

  constructor(socket: string) {
    this.#socket = socket;
  }

  read({ i, data, b64 }: Frame): PlacedEvent[] {
    // A recording can begin with an attachment whose header came before.
    if (b64 !== undefined && this.#header) this.#decoder.add(Buffer.from(b64, 'base64'));
    if (!data?.startsWith(ENGINE_MESSAGE)) return this.#events(i);
    const lone = this.end();
    this.#header = { at: i, text: data };
    this.#decoder.add(data.slice(ENGINE_MESSAGE.length));
    return [...lone, ...this.#events(i)];
  }

  /** The header that still waits for its attachment, if any. */
  end(): PlacedEvent[] {
    if (!this.#header) return [];
    const { at, text } = this.#header;
    this.#header = undefined;
    this.#decoder = this.#newDecoder();
    return [{ at, event: { socket: this.#socket, event: '', payload: [], loneHeader: text } }];
  }

  #events(at: number): PlacedEvent[] {
    const packets = this.#decoded.splice(0);
    if (packets.length > 0) this.#header = undefined;
    return packets
      .filter(({ type }) => type === PacketType.EVENT || type === PacketType.BINARY_EVENT)
      .map(({ data }) => {
        const [event, ...payload] = data as [string, ...unknown[]];
        return { at, event: { socket: this.#socket, event, payload } };
      });
  }

  #newDecoder(): Decoder {
    const decoder = new Decoder();
    decoder.on('decoded', (packet) => this.#decoded.push(packet));
    return decoder;
  }
}

const CHANNEL_BY_EVENT: Readonly<Record<string, Channel>> = {
  user_ready: 'chat',
  chat_room_list: 'chat',
  'auth/success': 'counters',
  'counters/all/success': 'counters',
};

/** Which of the page's sockets a recorded one was, by what only that one receives. */
const channelsOf = (events: readonly RecordedEvent[]): Map<string, Channel> => {
  const channels = new Map<string, Channel>();
  for (const { socket, event } of events) {
    const channel = CHANNEL_BY_EVENT[event];
    if (channel) channels.set(socket, channel);
    else if (!channels.has(socket)) channels.set(socket, 'feed');
  }
  return channels;
};

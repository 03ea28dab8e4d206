import { Decoder, type Packet } from 'socket.io-parser';
import { eventOf, MAX_ATTACHMENTS, messageOf, type SocketIoEvent } from './socket-io-framing.ts';

/** Far more headers in a row than any feed sends without their attachments having caught up in between. */
export const MAX_HEADERS_AHEAD = 256;

/** One packet, which is whole once all its attachments have come. */
class PartialPacket {
  readonly #decoder = new Decoder({ maxAttachments: MAX_ATTACHMENTS });
  #whole: Packet | undefined;

  constructor() {
    this.#decoder.on('decoded', (packet: Packet) => {
      this.#whole = packet;
    });
  }

  get event(): SocketIoEvent | undefined {
    return this.#whole && eventOf(this.#whole);
  }

  /** Whether it still lacks attachments after this one, or after its text; nonsense lacks none. */
  add(message: unknown): boolean {
    try {
      this.#decoder.add(message);
      return this.#whole === undefined;
    } catch {
      return false;
    }
  }
}

/**
 * Turns the frames of one socket into Socket.IO events, for a server that sends further headers before the first
 * one's attachment: the oldest header gets the next attachment. Binary data without a header is passed over. When the
 * attachments have not caught up with the headers for `MAX_HEADERS_AHEAD` headers, one of theirs was never seen and
 * each would get its neighbour's from there on, so all that wait are dropped. Never throws.
 */
export class QueuedSocketIoFraming {
  /** Those that wait for attachments, the oldest first. */
  #waiting: PartialPacket[] = [];
  /** Headers that had to wait since none waited. */
  #headersAhead = 0;

  /** The event that this frame completes, if it completes one. */
  read(frame: string | Uint8Array): SocketIoEvent | undefined {
    const message = messageOf(frame);
    if (message === undefined) return undefined;
    return typeof message === 'string' ? this.#text(message) : this.#attachment(message);
  }

  /** A packet that needs no attachment, or the header of one that does. */
  #text(message: string): SocketIoEvent | undefined {
    const packet = new PartialPacket();
    if (!packet.add(message)) return packet.event;
    this.#headersAhead = this.#waiting.length === 0 ? 1 : this.#headersAhead + 1;
    this.#waiting.push(packet);
    if (this.#headersAhead > MAX_HEADERS_AHEAD) this.#waiting = [];
    return undefined;
  }

  #attachment(message: unknown): SocketIoEvent | undefined {
    const [oldest] = this.#waiting;
    if (!oldest || oldest.add(message)) return undefined;
    this.#waiting.shift();
    return oldest.event;
  }
}

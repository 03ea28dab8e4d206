import { decodePacket } from 'engine.io-parser';
import { Decoder, PacketType, type Packet } from 'socket.io-parser';

export interface SocketIoEvent {
  readonly name: string;
  /** Binary attachments stand in their places as they came. */
  readonly args: readonly unknown[];
}

/** Engine.IO 3 put the packet type (4, a message) before binary data; no JSON begins with that byte. */
const ENGINE_IO_3_MESSAGE = 0x04;
/** The same in text: `b` for base64, then the type. Base64 of JSON never begins with `4`. */
const ENGINE_IO_3_BASE64 = 'b4';

/** The events that are read carry one attachment; more than a few is nothing that we read. */
export const MAX_ATTACHMENTS = 10;

const withoutEngineIo3Byte = (frame: Uint8Array): Uint8Array =>
  frame[0] === ENGINE_IO_3_MESSAGE ? frame.subarray(1) : frame;

/** What an Engine.IO frame carries for Socket.IO, if anything: pings and handshakes carry nothing. */
export const messageOf = (frame: string | Uint8Array): unknown => {
  if (typeof frame !== 'string') return withoutEngineIo3Byte(frame);
  const text = frame.startsWith(ENGINE_IO_3_BASE64) ? `b${frame.slice(ENGINE_IO_3_BASE64.length)}` : frame;
  const packet = decodePacket(text, 'arraybuffer');
  return packet.type === 'message' ? (packet.data as unknown) : undefined;
};

/** The event of a whole packet, or `undefined` for a packet of another kind. */
export const eventOf = (packet: Packet): SocketIoEvent | undefined => {
  const [name, ...args] = Array.isArray(packet.data) ? (packet.data as unknown[]) : [];
  return packet.type === PacketType.EVENT && typeof name === 'string' ? { name, args } : undefined;
};

/**
 * Turns the frames of one socket into Socket.IO events. Tolerates what a socket shows that is observed from
 * its middle: binary data without its header is passed over, and a header whose attachment never came gives
 * way to the next header. Never throws.
 */
export class SocketIoFraming {
  readonly #decoder = new Decoder({ maxAttachments: MAX_ATTACHMENTS });
  #event: SocketIoEvent | undefined;

  constructor() {
    this.#decoder.on('decoded', (packet: Packet) => {
      this.#event = eventOf(packet);
    });
  }

  /** The event that this frame completes, if it completes one. */
  read(frame: string | Uint8Array): SocketIoEvent | undefined {
    this.#event = undefined;
    const message = messageOf(frame);
    if (message !== undefined && !this.#add(message)) {
      // The parser refuses a header while it waits for an attachment, and stays stuck until told otherwise.
      this.#decoder.destroy();
      if (typeof message === 'string') this.#add(message);
    }
    return this.#event;
  }

  #add(message: unknown): boolean {
    try {
      this.#decoder.add(message);
      return true;
    } catch {
      return false;
    }
  }
}

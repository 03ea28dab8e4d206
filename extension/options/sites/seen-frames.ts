import { frameReader, type FrameReader, type Framing } from '../../brokers/mapped/frame-values.ts';
import { MAX_SHOWN_LENGTH, type InspectedFrame } from '../../contracts/site-messages.ts';

/** Why a frame cannot be pointed into. */
export type UnreadReason = 'binary' | 'long' | 'text';

/** A frame, or one of several values in it, as the inspector lists it. */
export interface SeenFrame {
  readonly id: number;
  /** UTC ms. */
  readonly receivedAt: number;
  /** Nothing for bytes that are no text. */
  readonly text: string;
  readonly said: { readonly framing: Framing; readonly value: unknown } | { readonly unread: UnreadReason };
}

/** More than a page has; then all begin anew. */
const MAX_SOCKETS = 100;

/** Reads the frames of a site's pages for the list: Socket.IO where they are that, else JSON. */
export class FrameSight {
  readonly #socketIo = new Map<string, FrameReader>();
  readonly #json = frameReader('json');
  #lastId = 0;

  see({ socket, receivedAt, text, isBinary }: InspectedFrame): SeenFrame[] {
    const frame = (said: SeenFrame['said']): SeenFrame => {
      this.#lastId += 1;
      return { id: this.#lastId, receivedAt, text: text ?? '', said };
    };
    if (text === undefined) return [frame({ unread: 'binary' })];
    if (text.length >= MAX_SHOWN_LENGTH) return [frame({ unread: 'long' })];
    const data = isBinary ? new TextEncoder().encode(text) : text;
    const events = this.#readerOf(socket)(data);
    if (events.length > 0) return events.map((value) => frame({ framing: 'socket.io', value }));
    const values = this.#json(data);
    return values.length > 0
      ? values.map((value) => frame({ framing: 'json', value }))
      : [frame({ unread: 'text' })];
  }

  #readerOf(socket: string): FrameReader {
    const known = this.#socketIo.get(socket);
    if (known) return known;
    if (this.#socketIo.size >= MAX_SOCKETS) this.#socketIo.clear();
    const reader = frameReader('socket.io');
    this.#socketIo.set(socket, reader);
    return reader;
  }
}

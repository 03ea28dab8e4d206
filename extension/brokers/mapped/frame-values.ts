import { SocketIoFraming } from '../wire/socket-io-framing.ts';
import { wireValue } from '../wire/wire-values.ts';

export const FRAMINGS = ['json', 'socket.io'] as const;
/** What a site's frames are: JSON, perhaps behind a word of text, or Socket.IO events. */
export type Framing = (typeof FRAMINGS)[number];

/** Reads the frames of one socket, in order: each says any number of values. Never throws. */
export type FrameReader = (frame: string | Uint8Array) => readonly unknown[];

declare const TextDecoder: new (label: string) => { decode(bytes: Uint8Array): string };
const utf8 = new TextDecoder('utf-8');

/** SignalR ends each message with it, and puts several into a frame. */
const RECORD_SEPARATOR = '\u001e';

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/** The JSON of a text, or `[prefix, JSON]` where something stands before it, as in `quotes,{"p":1}`. */
const valueOfText = (text: string): unknown => {
  const start = text.search(/[[{]/);
  if (start === -1) return undefined;
  const prefix = text.slice(0, start).trim();
  const json = jsonOf(text.slice(start).replace(/\0$/, ''));
  if (json === undefined || prefix === '') return json;
  return [prefix, json];
};

const readJson: FrameReader = (frame) =>
  (typeof frame === 'string' ? frame : utf8.decode(frame))
    .split(RECORD_SEPARATOR)
    .map(valueOfText)
    .filter((value) => value !== undefined);

const READERS: Readonly<Record<Framing, () => FrameReader>> = {
  json: () => readJson,
  /** An event is the list of its name and its arguments; one that came in bytes is looked into. */
  'socket.io': () => {
    const framing = new SocketIoFraming();
    return (frame) => {
      const event = framing.read(frame);
      return event
        ? [[event.name, ...event.args.map((arg) => (typeof arg === 'string' ? arg : wireValue(arg)))]]
        : [];
    };
  },
};

/** For one more socket. */
export const frameReader = (framing: Framing): FrameReader => READERS[framing]();

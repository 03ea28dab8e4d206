import type * as v from 'valibot';
import { parseMessage } from '../../shared/protocol.ts';

/** What to do with each type of message. */
export type MessageTable<Message extends { type: string }> = {
  readonly [Type in Message['type']]: (message: Extract<Message, { type: Type }>) => void;
};

/** Handles one text frame; the answer is the sentence why it was refused, or `undefined`. */
export type MessageReader = (text: string) => string | undefined;

export const messageReader =
  <Schema extends v.GenericSchema<unknown, { type: string }>>(
    schema: Schema,
    table: MessageTable<v.InferOutput<Schema>>,
  ): MessageReader =>
  (text) => {
    const parsed = parseMessage(schema, text);
    if (!parsed.ok) return parsed.reason;
    const { message } = parsed;
    const handle = table[message.type as keyof typeof table] as (message: v.InferOutput<Schema>) => void;
    handle(message);
    return undefined;
  };

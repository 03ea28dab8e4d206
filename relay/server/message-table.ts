import type * as v from 'valibot';
import { parseMessage } from '../../shared/protocol.ts';

/** What to do with each type of message. */
export type MessageTable<Message extends { type: string }> = {
  readonly [Type in Message['type']]: (message: Extract<Message, { type: Type }>) => void;
};

export interface UnreadMessage {
  /** Why, to be put behind a colon; without the payload. */
  readonly reason: string;
  /** Its type is one that this relay does not know: it is passed over, and no fault of the sender. */
  readonly isUnknownType: boolean;
}

/** Handles one text frame, or answers why it did not. */
export type MessageReader = (text: string) => UnreadMessage | undefined;

export const messageReader =
  <Schema extends v.GenericSchema<unknown, { type: string }>>(
    schema: Schema,
    table: MessageTable<v.InferOutput<Schema>>,
  ): MessageReader =>
  (text) => {
    const parsed = parseMessage(schema, text);
    if (!parsed.ok) return parsed;
    const { message } = parsed;
    const handle = table[message.type as keyof typeof table] as (message: v.InferOutput<Schema>) => void;
    handle(message);
    return undefined;
  };

import type { ToViewMessage } from '../../../shared/protocol.ts';

export type HistoryMessage = Extract<ToViewMessage, { type: 'history' }>;
export type TickHistoryMessage = Extract<ToViewMessage, { type: 'tickHistory' }>;

const ANSWER_TIMEOUT_MS = 15_000;

interface Pending<Answer> {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: Error) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** The history questions of one type under way on one connection, each found again by its id. */
export class PendingHistories<Answer extends { readonly id: number }> {
  readonly #pending = new Map<number, Pending<Answer>>();
  #nextId = 0;

  /** Calls `send` with the question's id. Rejects where the answer stays out for 15 s. */
  ask(send: (id: number) => void): Promise<Answer> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#pending.delete(id);
        reject(new Error('The relay did not answer with history in time.'));
      }, ANSWER_TIMEOUT_MS);
      this.#pending.set(id, { resolve, reject, timer });
      send(id);
    });
  }

  answer(message: Answer): void {
    const pending = this.#pending.get(message.id);
    if (!pending) return;
    this.#pending.delete(message.id);
    clearTimeout(pending.timer);
    pending.resolve(message);
  }

  /** Ends every question: the connection that would have brought the answers is gone. */
  abandon(): void {
    for (const { reject, timer } of this.#pending.values()) {
      clearTimeout(timer);
      reject(new Error('The connection to the relay ended.'));
    }
    this.#pending.clear();
  }
}

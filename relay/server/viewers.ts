import type { CaptureMessage, ToViewMessage } from '../../shared/protocol.ts';
import type { Connection } from './connection.ts';

type PageMessage = Extract<CaptureMessage, { type: 'page' }>;

/** The subscribed viewers, and what all of them are told. */
export class Viewers {
  readonly #viewers = new Set<Connection>();
  #page: PageMessage | undefined;

  get size(): number {
    return this.#viewers.size;
  }

  add(viewer: Connection): void {
    this.#viewers.add(viewer);
    this.greet(viewer);
  }

  /** Tells a subscribed viewer the pair that the broker's page shows. */
  greet(viewer: Connection): void {
    if (this.#page && this.#viewers.has(viewer)) viewer.send(this.#page);
  }

  delete(viewer: Connection): void {
    this.#viewers.delete(viewer);
  }

  /** Tells the pair that the broker's page shows, now and to every later viewer. */
  showPage(page: PageMessage): void {
    this.#page = page;
    this.broadcast(page);
  }

  broadcast(message: ToViewMessage): void {
    const text = Buffer.from(JSON.stringify(message));
    for (const viewer of this.#viewers) viewer.sendText(text);
  }
}

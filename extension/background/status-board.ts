import type browser from 'webextension-polyfill';
import type { CaptureStatus } from '../contracts/capture-status.ts';

/** Counts change with every batch; people read them at this pace. */
const COUNTS_INTERVAL_MS = 250;

/** Tells every open panel and options page how capturing goes: at once, and on each change. */
export class StatusBoard {
  readonly #ports = new Set<browser.Runtime.Port>();
  #status: CaptureStatus = { capture: 'connecting', waiting: 0, dropped: 0, pages: 0, unwatched: [] };
  #timer: ReturnType<typeof setTimeout> | undefined;

  get watchers(): number {
    return this.#ports.size;
  }

  add(port: browser.Runtime.Port): void {
    this.#ports.add(port);
    port.onDisconnect.addListener(() => this.#ports.delete(port));
    port.postMessage(this.#status);
  }

  update(change: Partial<CaptureStatus>): void {
    const before = this.#status;
    this.#status = { ...before, ...change };
    if (this.#status.capture !== before.capture) this.#publish();
    else this.#timer ??= setTimeout(() => this.#publish(), COUNTS_INTERVAL_MS);
  }

  #publish(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const port of this.#ports) port.postMessage(this.#status);
  }
}

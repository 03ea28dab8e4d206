/** Far more than any broker lists. */
const MAX_NAMES = 10_000;

/**
 * The names of a page's assets by the broker's numbers, for brokers whose prices carry the number alone. The sockets of
 * a page share them: one that is opened again, after a break of the line, is often not told the list once more.
 */
export class AssetNames {
  readonly #names = new Map<number, string>();

  /** The newest name stands. */
  learn(id: unknown, name: unknown): void {
    if (typeof id !== 'number' || !Number.isSafeInteger(id) || typeof name !== 'string' || name === '')
      return;
    if (this.#names.size < MAX_NAMES || this.#names.has(id)) this.#names.set(id, name);
  }

  /** The symbol of an asset; `active:ID` while it has no name. */
  symbolOf(id: number): string {
    return this.#names.get(id) ?? `active:${id}`;
  }
}

import { isPairRename, namelessSymbol, type PairRename } from '../../../shared/pair-rename.ts';
import { pairOf } from '../../../shared/pair.ts';

/** Far more than any broker lists. */
const MAX_NAMES = 10_000;

/**
 * The names of a page's assets by the broker's numbers, for brokers whose prices carry the number alone. The sockets of
 * a page share them: one that is opened again, after a break of the line, is often not told the list once more.
 */
export class AssetNames {
  readonly #names = new Map<number, string>();
  /** Those asked for while they had no name. */
  readonly #nameless = new Set<number>();

  /** The newest name stands. */
  learn(id: unknown, name: unknown): void {
    if (typeof id !== 'number' || !Number.isSafeInteger(id) || typeof name !== 'string' || name === '')
      return;
    if (this.#names.size < MAX_NAMES || this.#names.has(id)) this.#names.set(id, name);
  }

  /** The symbol of an asset; `active:ID` while it has no name. */
  symbolOf(id: number): string {
    const name = this.#names.get(id);
    if (name === undefined && this.#nameless.size < MAX_NAMES) this.#nameless.add(id);
    return name ?? namelessSymbol(id);
  }

  /** What has a name by now of what was given out without one, each once. */
  takeRenames(brokerId: string): PairRename[] {
    const renames: PairRename[] = [];
    for (const id of this.#nameless) {
      const name = this.#names.get(id);
      if (name === undefined) continue;
      this.#nameless.delete(id);
      const rename = { from: pairOf(brokerId, namelessSymbol(id)), to: pairOf(brokerId, name) };
      if (isPairRename(rename.from, rename.to)) renames.push(rename);
    }
    return renames;
  }
}

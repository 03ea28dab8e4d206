import type { Asset } from '../../shared/asset.ts';
import type { Pair } from '../../shared/pair.ts';
import { prepareQuery, prepareWrite, type Connection } from './sqlite.ts';

/** The `pairs` table: a short number for each pair, and what the broker's asset list says of it. */
export class PairIds {
  #ids = new Map<Pair, number>();
  readonly #find;
  readonly #findAsIs;
  readonly #add;
  readonly #remove;
  readonly #saveAsset;

  constructor(connection: Connection) {
    this.#findAsIs = prepareQuery<[Pair], [number]>(connection, 'SELECT id FROM pairs WHERE pair = ?');
    this.#find = prepareQuery<[Pair], [number]>(
      connection,
      `SELECT id FROM pairs
       WHERE pair = coalesce((SELECT renamed_pairs.pair FROM renamed_pairs WHERE former = ?1), ?1)`,
    );
    this.#add = prepareWrite<[Pair]>(
      connection,
      `INSERT INTO pairs (pair)
       VALUES (coalesce((SELECT renamed_pairs.pair FROM renamed_pairs WHERE former = ?1), ?1))`,
    );
    this.#remove = prepareWrite<[Pair]>(connection, 'DELETE FROM pairs WHERE pair = ?');
    // Brokers repeat their list every few seconds: what is unchanged must not cost a write to the disk.
    this.#saveAsset = prepareWrite<[Pair, string, number, string, number | null, number | null]>(
      connection,
      `INSERT INTO pairs (pair, label, digits, kind, payout, open) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (pair) DO UPDATE SET label = excluded.label, digits = excluded.digits, kind = excluded.kind,
         payout = excluded.payout, open = excluded.open
       WHERE (label, digits, kind, payout, open)
         IS NOT (excluded.label, excluded.digits, excluded.kind, excluded.payout, excluded.open)`,
    );
  }

  /** By its name, or a former one. */
  find(pair: Pair): number | undefined {
    const known = this.#ids.get(pair);
    if (known !== undefined) return known;
    const [id] = this.#find.first(pair) ?? [];
    if (id !== undefined) this.#ids.set(pair, id);
    return id;
  }

  /** Belongs into a transaction; after a rollback call `forget`. */
  findOrAdd(pair: Pair): number {
    const known = this.find(pair);
    if (known !== undefined) return known;
    this.#add(pair);
    return this.findOrAdd(pair);
  }

  /** By this very name. */
  findAsIs(pair: Pair): number | undefined {
    return this.#findAsIs.first(pair)?.[0];
  }

  /** Belongs into a transaction. Everything that has its number must be gone before. */
  remove(pair: Pair): void {
    this.#remove(pair);
    this.forget();
  }

  saveAsset({ pair, label, digits, kind, payout, open }: Asset): void {
    this.#saveAsset(pair, label, digits, kind, payout ?? null, open === undefined ? null : Number(open));
  }

  /** Numbers given in a transaction that was rolled back are void, as are those of a pair that was renamed. */
  forget(): void {
    this.#ids = new Map();
  }
}

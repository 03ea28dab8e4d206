import type { WaitingTick } from '../tick-log/tick-log.ts';
import type { Outcome } from './outcome.ts';
import { type Refusal, refusalKind } from './upload-error.ts';

/** So many refused rows without one accepted are not the rows' fault. */
const MAX_SUSPECTS = 20;

export interface PageUploadSteps {
  insert(rows: readonly WaitingTick[]): Promise<Outcome<unknown>>;
  /** These rows are stored. Called in the log's order. */
  stored(rows: readonly WaitingTick[]): Promise<void>;
  /** This row is refused for good while others are accepted. Called in the log's order. */
  setAside(row: WaitingTick, reason: string): Promise<void>;
}

/**
 * Uploads rows in order; halves what is refused until the bad row stands alone. A row is bad only once another one
 * was accepted: a server that refuses everything is the server's fault.
 */
export class PageUpload {
  readonly #steps: PageUploadSteps;
  #suspects: { readonly row: WaitingTick; readonly refusal: Refusal }[] = [];
  #accepted = false;
  /** The longest run of rows that the server took after it had refused a longer one as too much. */
  sizeLimit: number | undefined;

  constructor(steps: PageUploadSteps) {
    this.#steps = steps;
  }

  /**
   * Answers the refusal that ended it, or `undefined` when every row is stored or set aside.
   * `refused`: the answer that these rows have had already.
   */
  async send(rows: readonly WaitingTick[], refused?: Refusal): Promise<Refusal | undefined> {
    const outcome = refused ? { ok: false as const, refusal: refused } : await this.#steps.insert(rows);
    if (outcome.ok) {
      this.#accepted = true;
      await this.#settleSuspects();
      await this.#steps.stored(rows);
      return undefined;
    }
    const { refusal } = outcome;
    const kind = refusalKind(refusal);
    if (kind !== 'row' && kind !== 'smaller') return refusal;
    const [row] = rows;
    if (rows.length > 1) {
      const half = Math.ceil(rows.length / 2);
      if (kind === 'smaller') this.sizeLimit = half;
      return (await this.send(rows.slice(0, half))) ?? (await this.send(rows.slice(half)));
    }
    if (kind === 'smaller' || !row) return refusal;
    this.#suspects.push({ row, refusal });
    if (this.#accepted) await this.#settleSuspects();
    return this.#suspects.length > MAX_SUSPECTS ? refusal : undefined;
  }

  async #settleSuspects(): Promise<void> {
    for (const { row, refusal } of this.#suspects) await this.#steps.setAside(row, refusal.message);
    this.#suspects = [];
  }

  /** Whether rows were refused alone and nothing was accepted that would prove them bad. */
  get undecided(): boolean {
    return this.#suspects.length > 0;
  }
}

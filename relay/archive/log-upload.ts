import { crashPoint } from '../crash-point.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { TickLog, WaitingTick } from '../tick-log/tick-log.ts';
import type { HistoricalTicks } from './historical-ticks.ts';
import type { Outcome } from './outcome.ts';
import { PageUpload } from './page-upload.ts';
import { type Refusal, refusalKind } from './upload-error.ts';

const PAGE_ROWS = 1_000;
/** While the server inserts one page, the next are on their way and another is read from the log. */
const PAGES_UNDER_WAY = 3;
/** What a server in trouble is asked for at least, so that a short outage does not end in single rows. */
const FEWEST_ROWS = 100;
/** How fast pages grow again; doubling would run into a statement timeout with every second page. */
const GROWTH = 1.05;

export interface LogUploadOptions {
  readonly log: TickLog;
  readonly remote: Pick<HistoricalTicks, 'insert'>;
  readonly metrics: Metrics;
  readonly logger: Log;
}

interface RefusedPage {
  readonly rows: readonly WaitingTick[];
  readonly refusal: Refusal;
}

/**
 * Uploads what waits in the log. Several pages are under way at once, but the cursor moves in the log's order only:
 * what was stored beyond a refused page is sent again, which stores nothing twice.
 */
export class LogUpload {
  readonly #options: LogUploadOptions;
  #pageRows = PAGE_ROWS;
  #stopped = false;
  /** After a run: whether the cursor has passed every row that the server has stored. */
  settled = false;

  constructor(options: LogUploadOptions) {
    this.#options = options;
  }

  /** Lets what is under way end and begins nothing new. */
  stop(): void {
    this.#stopped = true;
  }

  /** Answers the refusal that ended it; `undefined` when nothing waits that could be stored now. */
  async run(): Promise<Refusal | undefined> {
    this.settled = false;
    for (;;) {
      const refused = await this.#sendPages();
      this.settled = !refused;
      if (!refused || this.#stopped) return undefined;
      const page = this.#inParts();
      const refusal = await page.send(refused.rows, refused.refusal);
      if (refusal) {
        // A gateway that gives up, or an answer that does not come, may mean that the page was too much.
        const isTooMuch = refusalKind(refusal) === 'retry' && refusal.status !== 429;
        if (isTooMuch) this.#pageRows = Math.max(FEWEST_ROWS, Math.ceil(this.#pageRows / 2));
        return refusal;
      }
      if (page.sizeLimit === undefined) this.#grow();
      else this.#pageRows = page.sizeLimit;
      // What is refused and alone waits for a neighbour that proves it bad.
      if (page.undecided) return undefined;
    }
  }

  #grow(): void {
    this.#pageRows = Math.min(PAGE_ROWS, Math.ceil(this.#pageRows * GROWTH));
  }

  /** Sends page after page until nothing waits, or answers the first in the log's order that was refused. */
  async #sendPages(): Promise<RefusedPage | undefined> {
    const underWay: { rows: readonly WaitingTick[]; outcome: Promise<Outcome<unknown>> }[] = [];
    let lastRow = 0;
    let more = true;
    for (;;) {
      // A server that had too much of a page gets one at a time.
      const places = this.#pageRows < PAGE_ROWS ? 1 : PAGES_UNDER_WAY;
      while (more && !this.#stopped && underWay.length < places) {
        const rows = await this.#options.log.waiting(this.#pageRows, lastRow);
        lastRow = rows.at(-1)?.row ?? lastRow;
        more = rows.length > 0;
        if (more) underWay.push({ rows, outcome: this.#insert(rows) });
      }
      const page = underWay.shift();
      if (!page) return undefined;
      const outcome = await page.outcome;
      if (!outcome.ok) {
        await Promise.all(underWay.map((later) => later.outcome));
        return { rows: page.rows, refusal: outcome.refusal };
      }
      await this.#stored(page.rows);
      this.#grow();
    }
  }

  async #insert(rows: readonly WaitingTick[]): Promise<Outcome<unknown>> {
    const began = performance.now();
    const outcome = await this.#options.remote.insert(rows);
    this.#options.metrics.archiveUploadSeconds.observe(
      { outcome: outcome.ok ? 'stored' : 'refused' },
      (performance.now() - began) / 1_000,
    );
    if (outcome.ok) crashPoint('after-upsert');
    return outcome;
  }

  async #stored(rows: readonly WaitingTick[]): Promise<void> {
    await this.#options.log.archivedUpTo(rows.at(-1)?.row ?? 0);
    this.#options.metrics.ticksArchived.inc(rows.length);
  }

  #inParts(): PageUpload {
    const { log, metrics, logger } = this.#options;
    return new PageUpload({
      insert: (rows) => this.#insert(rows),
      stored: (rows) => this.#stored(rows),
      setAside: async (row, reason) => {
        metrics.archiveFailures.inc({ reason: 'row' });
        logger.warn({ row, reason }, 'Supabase refuses a tick for good; it stays in the log, set aside.');
        await log.deadLetter(row, reason);
        await log.archivedUpTo(row.row);
      },
    });
  }
}

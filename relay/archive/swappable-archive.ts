import type { Candle } from '../../shared/candle.ts';
import type { Pair } from '../../shared/pair.ts';
import type { Milliseconds } from '../../shared/units.ts';
import type { CandleQuery } from '../tick-log/tick-log.ts';
import type { Archive, ArchiveStatus, HoursAnswer } from './archive.ts';

/** What the archive before has for the pages under way, so that none is sent to both. */
const FINISH_MS = 5_000;

/** An archive that another one can take the place of while it runs; the tick log and its cursor stay. */
export class SwappableArchive implements Archive {
  #archive: Archive;
  #started = false;
  #stopped = false;

  constructor(archive: Archive) {
    this.#archive = archive;
  }

  /**
   * Goes on with `next` from the log's cursor, once the one before has ended: two uploads must not move one cursor.
   * Call it again only when it has resolved.
   */
  async use(next: Archive): Promise<void> {
    await this.#archive.stop(FINISH_MS);
    if (this.#stopped) return;
    this.#archive = next;
    if (this.#started) next.start();
  }

  status(): ArchiveStatus {
    return this.#archive.status();
  }

  upload(): Promise<void> {
    return this.#archive.upload();
  }

  candles(query: CandleQuery): Promise<readonly Candle[]> {
    return this.#archive.candles(query);
  }

  hours(pair: Pair, from: Milliseconds, to: Milliseconds): Promise<HoursAnswer> {
    return this.#archive.hours(pair, from, to);
  }

  start(): void {
    this.#started = true;
    this.#archive.start();
  }

  async stop(finishMs?: number): Promise<void> {
    this.#stopped = true;
    await this.#archive.stop(finishMs);
  }
}

import type { Candle } from '../../shared/candle.ts';
import type { Archive, ArchiveStatus } from './archive.ts';

/** The archive of a relay without Supabase. */
export class NoArchive implements Archive {
  status(): ArchiveStatus {
    return { state: 'off' };
  }

  upload(): Promise<void> {
    return Promise.resolve();
  }

  candles(): Promise<readonly Candle[]> {
    return Promise.resolve([]);
  }

  start(): void {
    // There is nothing to begin.
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }
}

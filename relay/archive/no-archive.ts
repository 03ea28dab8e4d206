import type { Candle } from '../../shared/candle.ts';
import type { Archive, ArchiveStatus, HoursAnswer } from './archive.ts';

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

  hours(): Promise<HoursAnswer> {
    return Promise.resolve(
      'There is no Supabase to hold the tick log against: set SUPABASE_URL and SUPABASE_SECRET_KEY, or leave --deep out.',
    );
  }

  start(): void {
    // There is nothing to begin.
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }
}

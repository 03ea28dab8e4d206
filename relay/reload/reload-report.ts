import type { ArchiveStatus } from '../archive/archive.ts';
import type { SourceKind } from '../config/setting-sources.ts';
import type { HotStoreStatus } from '../hot-store/hot-store.ts';

/** What `POST /api/reload` answers. Options by their names: `REDIS_URL`. No value is in it. */
export interface ReloadReport {
  /** What is other now than before. */
  readonly changed: readonly string[];
  /** What differs from how the relay runs until it starts again. */
  readonly atRestart: readonly string[];
  /** Where this relay has the options from that are not at their default. */
  readonly sources: Readonly<Record<string, SourceKind>>;
  readonly redis: HotStoreStatus;
  readonly archive: ArchiveStatus;
}

import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { Archive } from '../relay/archive/archive.ts';
import { createArchive, type ArchiveOptions } from '../relay/archive/create-archive.ts';
import { Metrics } from '../relay/metrics.ts';
import { openTickLog } from '../relay/tick-log/open-tick-log.ts';
import type { TickLog } from '../relay/tick-log/tick-log.ts';
import { startFaultProxy, type FaultProxy } from './fault-proxy.ts';
import { recordedLog, type RecordedLog } from './recorded-log.ts';
import { startSupabase, type TestSupabase, type TestSupabaseOptions } from './supabase.ts';
import { temporaryDataDir } from './tick-log.ts';

type Settings = Partial<Pick<ArchiveOptions, 'supabase' | 'interval' | 'retentionDays' | 'requestTimeout'>>;

/** Uploads are the test's to make, unless it starts the archive. */
const INTERVAL_MS = 30_000;
const START_MS = 120_000;

/** A tick log and the archive that uploads it to a Supabase behind a proxy; each test has its own, all but the Supabase. */
export interface ArchiveBench {
  /** One for all tests; its tables are empty when a test begins. */
  readonly supabase: TestSupabase;
  readonly proxy: FaultProxy;
  readonly log: TickLog;
  /** What the test's archives have warned of. */
  readonly logger: RecordedLog;
  readonly archive: Archive;
  /** What a relay that starts anew does: stops the archive and opens one over the same log, with other settings. */
  reopen(settings?: Settings): Promise<void>;
  /** Rows of the table, and how many of them differ in the key: equal where the promise holds. */
  stored(): Promise<{ all: number; different: number }>;
}

interface Opened extends Pick<ArchiveBench, 'proxy' | 'log' | 'logger'> {
  archive: Archive;
}

/** Opens and closes all of it around the tests of the file or `describe` that calls this. */
export const archiveBench = (database: TestSupabaseOptions = {}, settings: Settings = {}): ArchiveBench => {
  let supabase: TestSupabase;
  let opened: Opened;

  const openArchive = (
    { proxy, log, logger }: Omit<Opened, 'archive'>,
    own: Settings = {},
  ): Promise<Archive> =>
    createArchive({
      supabase: { url: proxy.url, secretKey: supabase.secretKey },
      interval: INTERVAL_MS,
      ...settings,
      ...own,
      log,
      metrics: new Metrics(),
      logger,
    });

  beforeAll(async () => {
    supabase = await startSupabase(database);
  }, START_MS);
  afterAll(() => supabase.stop());
  beforeEach(async () => {
    await supabase.sql('truncate public.historical_ticks, public.historical_candles');
    const parts = {
      proxy: await startFaultProxy(supabase.url),
      log: await openTickLog(temporaryDataDir()),
      logger: recordedLog(),
    };
    opened = { ...parts, archive: await openArchive(parts) };
  });
  afterEach(async () => {
    await opened.archive.stop();
    await opened.log.close();
    await opened.proxy.stop();
  });

  return {
    get supabase() {
      return supabase;
    },
    get proxy() {
      return opened.proxy;
    },
    get log() {
      return opened.log;
    },
    get logger() {
      return opened.logger;
    },
    get archive() {
      return opened.archive;
    },
    reopen: async (own) => {
      await opened.archive.stop();
      opened.archive = await openArchive(opened, own);
    },
    stored: async () => {
      const [row] = await supabase.sql(`
        select count(*) as all, count(distinct (pair, "timestamp", price)) as different
        from public.historical_ticks`);
      return { all: Number(row?.all), different: Number(row?.different) };
    },
  };
};

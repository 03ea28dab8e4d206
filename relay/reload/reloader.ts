import type { Archive } from '../archive/archive.ts';
import { createArchive, type ArchiveOptions } from '../archive/create-archive.ts';
import type { SwappableArchive } from '../archive/swappable-archive.ts';
import type { Config } from '../config/config.ts';
import type { ConfigReader } from '../config/load-config.ts';
import { OPTIONS, type OptionKey } from '../config/options.ts';
import type { SwappableHotStore } from '../hot-store/swappable-hot-store.ts';
import { UserError } from '../user-error.ts';
import { within } from '../within.ts';
import { milliseconds } from '../../shared/units.ts';
import { changedOptions, withoutRestart } from './changed-options.ts';
import type { ReloadReport } from './reload-report.ts';

/** A new Supabase has this long to say that it is there, before the answer tells how it is. */
const FIRST_UPLOAD_MS = 3_000;

const CLOSE_MS = 1_000;

const REDIS: readonly OptionKey[] = ['redisUrl', 'redisPrefix'];
const SUPABASE: readonly OptionKey[] = [
  'supabaseUrl',
  'supabaseSecretKey',
  'retentionDays',
  'archiveInterval',
];

export interface ReloaderParts extends Pick<ArchiveOptions, 'log' | 'metrics' | 'logger'> {
  readonly config: Config;
  /** Reads the configuration as the start did. */
  readonly read: ConfigReader;
  /** Told of each new configuration before the relay's parts are. */
  readonly onConfig: (config: Config) => void;
  readonly hotStore: SwappableHotStore;
  readonly archive: SwappableArchive;
}

/** What the archive is made of. */
export const openArchive = (
  { supabase, archiveInterval: interval, retentionDays }: Config,
  { log, metrics, logger }: Pick<ArchiveOptions, 'log' | 'metrics' | 'logger'>,
): Promise<Archive> => createArchive({ supabase, interval, retentionDays, log, metrics, logger });

const names = (keys: readonly OptionKey[]): string[] => keys.map((key) => OPTIONS[key].name);

/** Lets the running relay take a changed configuration, one change after the other. */
export class Reloader {
  readonly #parts: ReloaderParts;
  #config: Config;
  #turn: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(parts: ReloaderParts) {
    this.#parts = parts;
    this.#config = parts.config;
  }

  /** What the relay runs with now. */
  get config(): Config {
    return this.#config;
  }

  /**
   * Reads the configuration again and takes what has changed in it. Says in the log what came of it.
   * @throws UserError where it is wrong; nothing has changed then.
   */
  reload(): Promise<ReloadReport> {
    const reloaded = this.#turn.then(() => this.#reload());
    this.#turn = reloaded.catch(() => undefined);
    return reloaded;
  }

  /** Takes no change any more. One under way has a second to end; closing the parts that it changes ends it. */
  async close(): Promise<void> {
    this.#closed = true;
    await within(CLOSE_MS, this.#turn);
  }

  async #reload(): Promise<ReloadReport> {
    const { logger, hotStore, archive } = this.#parts;
    if (this.#closed) throw new UserError('The relay is stopping: it takes no new configuration.');
    const { config, sources } = this.#read();
    const { now, atRestart } = changedOptions(this.#config, config);
    await this.#take(withoutRestart(this.#config, config), now);
    logger.info(
      now.length === 0
        ? 'The configuration was read again; nothing in it has changed that takes effect now.'
        : `The configuration was read again: changed ${names(now).join(', ')}.`,
    );
    if (atRestart.length > 0)
      logger.warn(`A change of ${names(atRestart).join(', ')} takes effect when the relay starts again.`);
    return {
      changed: names(now),
      atRestart: names(atRestart),
      sources,
      redis: hotStore.status(),
      archive: archive.status(),
    };
  }

  #read(): ReturnType<ConfigReader> {
    try {
      return this.#parts.read();
    } catch (error) {
      if (error instanceof UserError)
        this.#parts.logger.warn(
          `The configuration stays as it was, because it is wrong now. ${error.message}`,
        );
      throw error;
    }
  }

  async #take(next: Config, changed: readonly OptionKey[]): Promise<void> {
    const { onConfig, hotStore } = this.#parts;
    onConfig(next);
    if (REDIS.some((key) => changed.includes(key))) await hotStore.useRedis(next);
    if (SUPABASE.some((key) => changed.includes(key))) await this.#useArchive(next);
    this.#config = next;
  }

  async #useArchive(next: Config): Promise<void> {
    const { log, hotStore, archive } = this.#parts;
    await archive.use(await openArchive(next, this.#parts));
    // What is cached was put together with what the archive before had.
    const pairs = await log.pairs(milliseconds(Date.now()));
    await hotStore.forgetCandles(pairs.map(({ pair }) => pair));
    if (next.supabase) await within(FIRST_UPLOAD_MS, archive.upload());
  }
}

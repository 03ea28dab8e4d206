import type { Milliseconds } from '../../shared/units.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** The relay's settings, validated; where each comes from is `load-config.ts`'s business. */
export interface Config {
  /** TCP port on 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  /** Absolute. */
  readonly dataDir: string;
  /** A token for machines, beside those that pairing hands out. */
  readonly token?: string | undefined;
  /** `redis://` or `rediss://`; several, separated by commas, are the nodes of a cluster. */
  readonly redisUrls: readonly string[];
  /** Put before every Redis key and channel. */
  readonly redisPrefix: string;
  readonly supabase?: { readonly url: string; readonly secretKey: string } | undefined;
  /** Ticks older than this leave the log once archived (and, without an archive, once that old). */
  readonly logRetentionDays: number;
  /** Ticks older than this leave Supabase; `undefined`: none does. */
  readonly retentionDays?: number | undefined;
  readonly archiveInterval: Milliseconds;
  readonly logLevel: LogLevel;
  /** Absolute; `undefined`: the log goes to stderr. */
  readonly logFile?: string | undefined;
}

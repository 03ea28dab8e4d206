import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import type { Config } from '../relay/config/config.ts';
import { DEFAULT_LIMITS, type Limits } from '../relay/server/limits.ts';
import { startRelay, type RunningRelay } from '../relay/start-relay.ts';
import { milliseconds } from '../shared/units.ts';

const SILENT = pino({ level: 'silent' });

export interface InProcessRelay extends RunningRelay {
  readonly wsUrl: string;
}

export interface InProcessRelayOptions {
  readonly config?: Partial<Config>;
  /** Shorter times and smaller sizes than users have. */
  readonly limits?: Partial<Limits>;
  /** The built dashboard's, unless it is given. */
  readonly dashboardFolder?: string;
}

/** The real relay in the test's own process, on a free port; its data goes with `close`, unless named. */
export const startInProcessRelay = async ({
  config = {},
  limits = {},
  dashboardFolder,
}: InProcessRelayOptions = {}): Promise<InProcessRelay> => {
  const temporary = mkdtempSync(path.join(tmpdir(), 'tick-relay-in-process-'));
  const relay = await startRelay(
    {
      port: 0,
      dataDir: temporary,
      redisUrls: [],
      redisPrefix: '',
      logRetentionDays: 30,
      archiveInterval: milliseconds(30_000),
      logLevel: 'silent',
      ...config,
    },
    SILENT,
    { ...DEFAULT_LIMITS, ...limits },
    {},
    dashboardFolder,
  ).catch((error: unknown) => {
    rmSync(temporary, { recursive: true });
    throw error;
  });
  return {
    ...relay,
    wsUrl: `ws://127.0.0.1:${relay.port}/v1`,
    close: async () => {
      await relay.close();
      rmSync(temporary, { recursive: true });
    },
  };
};

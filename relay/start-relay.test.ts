import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { recordedLog } from '../testing/recorded-log.ts';
import { milliseconds } from '../shared/units.ts';
import { startRelay } from './start-relay.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'tick-relay-start-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

test.each([
  [undefined, []],
  [7, [expect.stringMatching(/TICK_RETENTION_DAYS concerns Supabase only.*TICK_LOG_RETENTION_DAYS/)]],
])(
  'without Supabase its days to keep, %s, are warned of where they are set',
  async (retentionDays, warnings) => {
    const logger = recordedLog();
    const relay = await startRelay(
      {
        port: 0,
        dataDir,
        redisUrls: [],
        redisPrefix: '',
        logRetentionDays: 30,
        retentionDays,
        archiveInterval: milliseconds(30_000),
        logLevel: 'silent',
      },
      logger,
    );
    await relay.close();
    expect(logger.problems).toEqual(warnings);
  },
);

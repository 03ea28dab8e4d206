import { existsSync } from 'node:fs';
import type { Config } from '../config/config.ts';
import type { ConfigReader } from '../config/load-config.ts';
import { OPTIONS } from '../config/options.ts';
import { EXTENSION_FOLDER } from '../product.ts';
import { DEFAULT_LIMITS } from '../server/limits.ts';
import type { RelayReport } from '../server/relay-report.ts';
import { startRelay, type RunningRelay } from '../start-relay.ts';
import { closeOnSignal } from './close-on-signal.ts';
import { createLogger } from './create-logger.ts';
import { outliveReaders } from './outlive-readers.ts';
import { pairingText } from './pair.ts';
import { reloadOnSignal } from './reload-on-signal.ts';
import { columns } from './columns.ts';
import { redisText, supabaseText } from './status-text.ts';

const extensionText = existsSync(EXTENSION_FOLDER)
  ? `${EXTENSION_FOLDER}  (chrome://extensions, Developer mode, Load unpacked)`
  : `${EXTENSION_FOLDER} is not built yet: run \`npm run build\``;

const startText = ({ url, dataDir }: RunningRelay, report: RelayReport): string =>
  [
    `QuFLX Tick Relay ${report.version} runs at ${url}`,
    columns([
      ['Data', dataDir],
      [
        'Redis',
        report.redis.state === 'off' ? `not configured (${OPTIONS.redisUrl.name})` : redisText(report),
      ],
      [
        'Supabase',
        report.archive.state === 'off'
          ? `not configured (${OPTIONS.supabaseUrl.name})`
          : supabaseText(report),
      ],
      ['Extension', extensionText],
    ]),
  ].join('\n');

/** `tick-relay run` */
export const run = async (read: ConfigReader): Promise<void> => {
  const { config } = read();
  outliveReaders();
  const logger = createLogger(config);
  const onConfig = (next: Config): void => logger.configure(next);
  const relay = await startRelay(config, logger, DEFAULT_LIMITS, { read, onConfig });
  const closeBy = closeOnSignal(relay, logger);
  reloadOnSignal(relay, logger, closeBy);
  // Asked of itself, not over HTTP: Node's client takes as long to load as a tenth of the start.
  const report = await relay.report();
  console.log(startText(relay, report));
  if (report.paired === 0) console.log(`\n${pairingText(relay.pairingCode())}`);
};

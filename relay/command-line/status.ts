import type { RelayReport } from '../server/relay-report.ts';
import { EXIT_FAILURE } from '../user-error.ts';
import { RelayClient, RelayNotRunning } from './relay-client.ts';
import { isHealthy, statusText } from './status-text.ts';

/** As of service scripts: not running. */
export const EXIT_NOT_RUNNING = 3;

export const STATUS_HELP =
  'Exit status: 0 it runs and all that is configured works; 1 it runs, but something does not work; 3 it does not run.';

export const requestReport = async (client: RelayClient): Promise<RelayReport> =>
  (await client.ask('GET', '/api/status')) as RelayReport;

/** `tick-relay status` */
export const status = async (dataDir: string, json: boolean): Promise<void> => {
  try {
    const client = new RelayClient(dataDir);
    const report = await requestReport(client);
    const healthy = isHealthy(report);
    const all = {
      running: true,
      healthy,
      url: client.url,
      port: Number(new URL(client.url).port),
      ...report,
    };
    console.log(json ? JSON.stringify(all, undefined, 2) : statusText(client.url, report));
    if (!healthy) process.exitCode = EXIT_FAILURE;
  } catch (error) {
    if (!(error instanceof RelayNotRunning)) throw error;
    if (json) console.log(JSON.stringify({ running: false, healthy: false, dataDir }, undefined, 2));
    console.error(`tick-relay: ${error.message}`);
    process.exitCode = EXIT_NOT_RUNNING;
  }
};

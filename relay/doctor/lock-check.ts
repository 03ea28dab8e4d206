import { existsSync } from 'node:fs';
import { OPTIONS } from '../config/options.ts';
import { lockDataDir } from '../tick-log/data-dir-lock.ts';
import { UserError } from '../user-error.ts';
import { bad, good, skipped, type Check } from './check.ts';

export const lockCheck: Check = {
  title: 'Lock',
  check: ({ config: { dataDir }, relay }) => {
    if (relay)
      return good(`The running relay, process ${relay.report.pid}, has the data directory for itself.`);
    if (!existsSync(dataDir)) return skipped('There is no data directory yet.');
    try {
      lockDataDir(dataDir)();
      return good('No other relay uses the data directory.');
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return bad(
        error.message,
        `End the relay that hangs or runs as another user there, or set ${OPTIONS.dataDir.name} to another folder.`,
      );
    }
  },
};

/** A program: prunes the tick log of a data directory. `tsx prune-log.ts DATA_DIR BEFORE_MS all|archived` */
import { openTickLog } from '../relay/tick-log/open-tick-log.ts';
import { milliseconds } from '../shared/units.ts';

const [dataDir = '', before = '', which = ''] = process.argv.slice(2);
const log = await openTickLog(dataDir);
await log.prune(milliseconds(Number(before)), which === 'archived');
await log.close();

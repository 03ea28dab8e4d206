import { timeframeDuration } from '../../shared/timeframe.ts';
import { openTickLog } from '../tick-log/open-tick-log.ts';
import type { ImportTarget } from './import-target.ts';

/**
 * The tick log itself, while no relay runs on it; none can start meanwhile. The next one uploads what is new.
 * @throws UserError where a relay has it, or the directory cannot be written.
 */
export const openLogTarget = async (
  dataDir: string,
  notify: (sentence: string) => void,
): Promise<ImportTarget> => {
  const log = await openTickLog(dataDir, notify);
  return {
    ticks: (ticks) => log.append(ticks),
    candles: (pair, timeframe, candles) =>
      log.appendBrokerCandles(pair, timeframeDuration(timeframe), candles),
    close: () => log.close(),
  };
};

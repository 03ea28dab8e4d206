import { expect, it } from 'vitest';
import { RECORDINGS, recordingsPresent } from '../testing/recordings.ts';
import { settledComparison, startWholeLine } from '../testing/whole-line.ts';

it.runIf(recordingsPresent()).each(RECORDINGS)(
  'keeps every tick of %s once, replayed on a page, and nothing of its decoys',
  async (name) => {
    const line = await startWholeLine({ simulator: { replay: { name, speed: 10 } } });
    try {
      await line.openBrokerPage();
      await line.simulator.whenFinished();
      const { sent, kept, missing, unexpected } = await settledComparison(line);
      expect(sent).toBeGreaterThan(1_300);
      expect({ kept, missing, unexpected }).toEqual({ kept: sent, missing: [], unexpected: [] });
    } finally {
      await line.stop();
    }
  },
);

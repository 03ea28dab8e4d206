import { readPairedCount } from '../server/paired-tokens.ts';
import { good, warn, type Check } from './check.ts';

const time = (at: number): string => new Date(at).toLocaleString();

export const pairedCheck: Check = {
  title: 'Pairing',
  check: ({ config: { dataDir }, relay }) => {
    const paired = relay?.report.paired ?? readPairedCount(dataDir);
    if (paired === 0)
      return warn('No extension is paired.', 'Run `tick-relay pair` and type the code into the side panel.');
    const times = `Paired ${paired === 1 ? 'once' : `${paired} times`}`;
    if (!relay) return good(`${times}; the running relay could tell whether an extension is connected.`);
    const { connections, lastCaptureAt } = relay.report;
    if (connections.capture > 0) return good(`${times}; ${connections.capture} connected now.`);
    return warn(
      lastCaptureAt === undefined
        ? `${times}, but no extension has connected since the relay's start at ${time(relay.report.startedAt)}.`
        : `${times}, but no extension is connected; the last one left at ${time(lastCaptureAt)}.`,
      'Open the browser with the extension, and see what its panel says.',
    );
  },
};

import type { TickTuple } from '../shared/tick.ts';
import { startRelayProcess, type RelayProcess } from './relay-process.ts';
import { connectAs, keepAwake } from './relay-socket.ts';

/** A relay whose ticks the test itself gives. */
export interface FedRelay {
  readonly relay: RelayProcess;
  /** Gives ticks of a pair, times in UTC ms; resolves when the relay has kept them. */
  feed(pair: string, ticks: readonly (readonly [price: number, timestamp: number])[]): Promise<void>;
  /** Claims stretches in which the pair's feed was up, UTC ms. */
  claim(pair: string, spans: readonly (readonly [from: number, to: number])[]): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a relay and a capture connection to it. */
export const startFedRelay = async (): Promise<FedRelay> => {
  const relay = await startRelayProcess();
  try {
    const capture = await connectAs(relay, 'capture');
    keepAwake(capture);
    let seq = 0;
    const send = async (message: object): Promise<void> => {
      const own = ++seq;
      capture.send({ ...message, seq: own });
      await capture.take('ack', (ack) => ack.seq === own);
    };
    return {
      relay,
      feed: (pair, ticks) => {
        const now = Date.now();
        const tuples = ticks.map(([price, timestamp]): TickTuple => [pair, price, timestamp, now]);
        return send({ type: 'ticks', ticks: tuples });
      },
      claim: (pair, spans) => send({ type: 'feedSpans', spans: spans.map(([from, to]) => [pair, from, to]) }),
      stop: async () => {
        await capture.close();
        await relay.stop();
      },
    };
  } catch (error) {
    await relay.stop();
    throw error;
  }
};

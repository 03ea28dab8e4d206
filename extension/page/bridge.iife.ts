import { milliseconds, type Milliseconds } from '../../shared/units.ts';
import { brokerForHost } from '../brokers/brokers.ts';
import type { BrokerEvent } from '../brokers/broker.ts';
import { BRIDGE_PORT } from '../contracts/bridge-messages.ts';
import { BackgroundLink } from './background-link.ts';
import { messagesOf } from './batch.ts';
import { takePort, type ObservedFrame } from './handover.ts';
import { pageHost } from './page-host.ts';
import { SocketReader } from './socket-reader.ts';

/** A page that reconnects for days opens many sockets; the oldest are long closed. */
const MAX_SOCKETS = 100;

const broker = brokerForHost(pageHost(location, self.origin, document.referrer));

if (broker) {
  takePort(document, (hookPort) => {
    const link = new BackgroundLink(
      () => {
        // After a reload of the extension `id` is gone and `connect` may be as well.
        if (!(chrome.runtime as Partial<typeof chrome.runtime>).id) throw new Error('The extension is gone.');
        return chrome.runtime.connect({ name: BRIDGE_PORT });
      },
      () => {
        hookPort.close();
        // eslint-disable-next-line no-console -- the only way to tell the page's owner
        console.info('QuFLX Tick Relay was updated or removed: reload this page to capture its ticks again.');
      },
    );
    const onEvents = (events: readonly BrokerEvent[], receivedAt: Milliseconds): void => {
      for (const event of events) {
        for (const message of messagesOf(event, receivedAt)) link.send(message);
      }
    };
    const readers = new Map<number, SocketReader>();
    hookPort.onmessage = ({ data: [socketId, data, receivedAt] }: MessageEvent<ObservedFrame>) => {
      let reader = readers.get(socketId);
      if (!reader) {
        reader = new SocketReader(broker.createDecoder(), onEvents);
        readers.set(socketId, reader);
        const [oldest] = readers.keys();
        if (readers.size > MAX_SOCKETS && oldest !== undefined) readers.delete(oldest);
      }
      reader.accept(data, milliseconds(receivedAt));
    };
  });
}

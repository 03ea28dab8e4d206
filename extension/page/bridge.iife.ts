import { milliseconds } from '../../shared/units.ts';
import type { Broker } from '../brokers/broker.ts';
import { brokerForHost } from '../brokers/brokers.ts';
import { createMappedBroker } from '../brokers/mapped/mapped-broker.ts';
import { AssetNames } from '../brokers/wire/asset-names.ts';
import { BRIDGE_PORT } from '../contracts/bridge-messages.ts';
import { BackgroundLink } from './background-link.ts';
import { messagesOf, messagesOfSpans } from './batch.ts';
import { FeedCoverage } from './feed-coverage.ts';
import { takeFrames, type HandoverListener, type ObservedFrame } from './handover.ts';
import { pageHost } from './page-host.ts';
import { PriceWatch } from './price-watch.ts';
import { attendSitePage } from './site-page.ts';
import { SocketReader } from './socket-reader.ts';
import { TickBursts } from './tick-bursts.ts';

/** Far more than a page holds open; the oldest is one whose end we have missed. */
const MAX_SOCKETS = 100;

/** Brings the broker's prices from what `listen` gives to the background; the answer ends that. */
const capture = (broker: Broker, listen: (listener: HandoverListener) => () => void): (() => void) => {
  const link = new BackgroundLink(
    () => {
      // After a reload of the extension `id` is gone and `connect` may be as well.
      if (!(chrome.runtime as Partial<typeof chrome.runtime>).id) throw new Error('The extension is gone.');
      return chrome.runtime.connect({ name: BRIDGE_PORT });
    },
    () => {
      stopListening();
      stopWatching();
      // eslint-disable-next-line no-console -- the only way to tell the page's owner
      console.info('QuFLX Tick Relay was updated or removed: reload this page to capture its ticks again.');
    },
  );
  const bursts = new TickBursts((message) => link.send(message));
  const coverage = new FeedCoverage((spans) => {
    for (const message of messagesOfSpans(spans)) bursts.send(message);
  });
  const names = new AssetNames();
  const readers = new Map<number, SocketReader>();
  // A page that goes away says nothing of its sockets, and runs no later task.
  addEventListener('pagehide', () => {
    for (const reader of [...readers.values()]) reader.flush();
    coverage.tell();
    bursts.flush();
  });
  const signs = { hasWorker: false, hasStream: false };
  const priceWatch = new PriceWatch({
    signs: () => signs,
    onUnseen: (signs) => bursts.send({ type: 'unwatched', ...signs }),
  });
  const stopWatching = (): void => priceWatch.stop();
  // A frame without a feed is no news: most of a page's have none.
  if (self !== top || broker.hasOtherPages) stopWatching();
  const onFrame = ([socketId, data, receivedAt]: ObservedFrame): void => {
    let reader = readers.get(socketId);
    if (!reader) {
      reader = new SocketReader(broker.createDecoder(names), {
        onFrame: (events, at) => {
          if (events.length > 0) stopWatching();
          for (const message of events.flatMap((event) => messagesOf(event, at))) bursts.send(message);
          coverage.frame(socketId, events, at);
        },
        onClosed: () => {
          coverage.closed(socketId);
          readers.delete(socketId);
        },
      });
      readers.set(socketId, reader);
      const [oldest] = readers.keys();
      if (readers.size > MAX_SOCKETS && oldest !== undefined) {
        readers.delete(oldest);
        coverage.closed(oldest);
      }
    }
    reader.accept(data, milliseconds(receivedAt));
  };
  const stopListening = listen({
    onFrame,
    onStream: () => (signs.hasStream = true),
    onWorker: () => (signs.hasWorker = true),
  });
  return () => {
    stopListening();
    stopWatching();
    coverage.tell();
    bursts.flush();
    link.end();
  };
};

const listenToPage = (listener: HandoverListener): (() => void) => takeFrames(document, listener);

const broker = brokerForHost(pageHost(location, self.origin, document.referrer));
if (broker) capture(broker, listenToPage);
else attendSitePage(listenToPage, (mapping, listen) => capture(createMappedBroker(mapping), listen));

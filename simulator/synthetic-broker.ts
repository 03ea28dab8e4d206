import type { Socket } from 'socket.io';
import type { Tick } from '../shared/tick.ts';
import { milliseconds, type Milliseconds } from '../shared/units.ts';
import type { BrokerServer, Channel } from './broker-server.ts';
import { decoyMessages } from './decoys.ts';
import type { FeedMessage } from './feed-message.ts';
import type { FeedSource } from './feed-source.ts';
import type { Ledger } from './ledger.ts';
import { assetsMessage, openingMessages } from './opening-messages.ts';
import { answerChangeSymbol, answerLoadHistoryPeriod } from './page-requests.ts';
import { SyntheticMarket, type MarketOptions } from './synthetic-market.ts';
import { attachment, streamRow } from './wire.ts';

/** As often as the recordings show signals, and rarely enough not to matter, the asset list again. */
const DECOY_EVERY_MS = 5_000;
const ASSETS_EVERY_MS = 60_000;

/** Plays the invented market to every page that connects. */
export const playSyntheticMarket = (
  server: BrokerServer,
  ledger: Ledger,
  options: MarketOptions,
): FeedSource => {
  const market = new SyntheticMarket(options, (tick) => sendLive(server, ledger, tick));
  server.onConnect((socket, channel) => openChannel(socket, channel, market, ledger));
  const everyDecoy = setInterval(() => {
    for (const { event, payload } of decoyMessages(market, now()))
      server.emit('feed', event, attachment(payload));
  }, DECOY_EVERY_MS);
  const everyAssets = setInterval(() => {
    const { event, payload } = assetsMessage(market, now());
    server.emit('feed', event, attachment(payload));
  }, ASSETS_EVERY_MS);
  return {
    pause: () => market.pause(),
    resume: () => market.resume(),
    stop: () => {
      market.pause();
      clearInterval(everyDecoy);
      clearInterval(everyAssets);
    },
  };
};

const now = (): Milliseconds => milliseconds(Date.now());

const sendLive = (server: BrokerServer, ledger: Ledger, tick: Tick): void => {
  if (server.emit('feed', 'updateStream', attachment([streamRow(tick)])) > 0) ledger.addLive([tick]);
};

const openChannel = (socket: Socket, channel: Channel, market: SyntheticMarket, ledger: Ledger): void => {
  const send = ({ event, payload, ticks = [] }: FeedMessage): void => {
    socket.emit(event, attachment(payload));
    ledger.addHistory(ticks);
  };
  const openings: Record<Channel, () => void> = {
    chat: () => {
      socket.emit('user_ready', {});
      socket.emit('chat_room_list', {});
    },
    counters: () => {
      socket.emit('auth/success');
      socket.emit('counters/all/success', {});
    },
    feed: () => {
      const [pair = ''] = market.pairs;
      const path = market.path(pair);
      if (path) openingMessages(market, path, now()).forEach(send);
      socket.on('changeSymbol', (request: unknown) => {
        const answer = answerChangeSymbol(market, request, now());
        if (answer) send(answer);
      });
      socket.on('loadHistoryPeriod', (request: unknown) => {
        const answer = answerLoadHistoryPeriod(market, request);
        if (answer) send(answer);
      });
    },
  };
  openings[channel]();
};

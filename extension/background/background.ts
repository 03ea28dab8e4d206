import browser from 'webextension-polyfill';
import { brokerForHost } from '../brokers/brokers.ts';
import { BRIDGE_PORT } from '../contracts/bridge-messages.ts';
import { CAPTURE_STATUS_PORT } from '../contracts/capture-status.ts';
import { openLiveTicks } from '../contracts/live-ticks.ts';
import { followSettings } from '../contracts/settings-storage.ts';
import { attendAlerts, renameAlerts } from './alerts/attend-alerts.ts';
import { attendSites, mappedSiteOf } from './attend-sites.ts';
import { BridgeIntake } from './bridge-intake.ts';
import { CaptureReport } from './capture-report.ts';
import { heldMessages } from './held-messages.ts';
import { KeptNotice } from './kept-notice.ts';
import { Outbox, type OutboxCounts } from './outbox.ts';
import { isOwnPage } from './own-page.ts';
import { PageFacts } from './page-facts.ts';
import { RelayConnection } from './relay-connection.ts';
import { senderHost } from './sender-host.ts';
import { StatusBoard } from './status-board.ts';
import { keepStorageFromPages } from './trusted-storage.ts';
import { UnwatchedPages } from './unwatched-pages.ts';
import { Uplink } from './uplink.ts';

/** Wakes the worker while ticks wait for a relay and no page keeps it awake. */
const DRAIN_ALARM = 'drain';
const DRAIN_ALARM_MINUTES = 1;

const board = new StatusBoard();
const outbox = new Outbox();
const bridges = new Set<browser.Runtime.Port>();
const unwatchedPages = new UnwatchedPages<browser.Runtime.Port>((unwatched) => {
  board.update({ unwatched, pages: bridges.size - unwatched.length });
});
let waiting = 0;
let dropped: number | undefined;

const connection = new RelayConnection({
  onConnected: () => {
    uplink.connected();
    void facts.sendAll();
    report.connected();
  },
  onAck: (seq) => uplink.acked(seq),
  onState: (capture) => board.update({ capture }),
});

const report = new CaptureReport(connection);

/** Without pages, waiting ticks or a panel there is nothing to hold a connection, and the worker, for. */
const reconsiderConnection = (): void =>
  connection.want(bridges.size > 0 || waiting > 0 || board.watchers > 0);

/** The panel shows the sum; the worker's console keeps when it grew, and by how much. */
const logDropped = (total: number): void => {
  if (dropped !== undefined && total > dropped) {
    // eslint-disable-next-line no-console -- an extension has no other log
    console.warn(
      `Tick Relay gave up ${total - dropped} ticks: more waited for the relay than this browser holds.`,
    );
  }
  dropped = total;
};

const onCounts = (counts: OutboxCounts): void => {
  if (counts.waiting > 0 && waiting === 0) {
    void browser.alarms.create(DRAIN_ALARM, { periodInMinutes: DRAIN_ALARM_MINUTES });
  }
  if (counts.waiting === 0) void browser.alarms.clear(DRAIN_ALARM);
  waiting = counts.waiting;
  logDropped(counts.dropped);
  board.update(counts);
  report.update(counts);
  reconsiderConnection();
};

const uplink = new Uplink(outbox, connection, onCounts);

const facts = new PageFacts((message) => {
  if (connection.connected) connection.send(message);
});

const alerts = attendAlerts();
const panels = openLiveTicks();

/** Takes what a page brings under the broker, or the mapped site, that its host stands for. */
const attendPage = (
  port: browser.Runtime.Port,
  host: string,
  brokerId: string,
  messages: ReturnType<typeof heldMessages>,
): void => {
  const notice = new KeptNotice((message) => port.postMessage(message));
  const intake = new BridgeIntake(
    brokerId,
    {
      accept: (message, onKept) => uplink.accept(message, onKept),
      live: (ticks) => {
        // Else the relay shows them; both at once cost the panel more than the sooner one gave it.
        if (!connection.connected && board.watchers > 0) panels.send(ticks);
        alerts.take(ticks);
      },
      lost: (ticks) => uplink.lost(ticks),
      assets: (id, assets) => facts.assets(id, assets),
      renamed: (rename) => void renameAlerts(rename, facts.labelOf(rename.to)),
      page: (pair, timeframe) => facts.page(pair, timeframe),
      unwatched: (signs) => unwatchedPages.unwatched(port, { host, ...signs }),
      watched: () => unwatchedPages.forget(port),
    },
    (id) => {
      if (bridges.has(port)) notice.add(id);
    },
  );
  bridges.add(port);
  port.onDisconnect.addListener(() => {
    bridges.delete(port);
    unwatchedPages.forget(port);
    notice.cancel();
    board.update({ pages: bridges.size - unwatchedPages.size });
    reconsiderConnection();
  });
  messages.take((message) => intake.receive(message));
  board.update({ pages: bridges.size - unwatchedPages.size });
  reconsiderConnection();
};

const attendBridge = async (port: browser.Runtime.Port): Promise<void> => {
  const host = senderHost(port.sender);
  const messages = heldMessages(port);
  const isOurs = port.sender?.id === browser.runtime.id;
  const brokerId = isOurs ? (brokerForHost(host)?.id ?? (await mappedSiteOf(host))) : undefined;
  if (brokerId === undefined) port.disconnect();
  else if (messages.isOpen()) attendPage(port, host, brokerId, messages);
};

const attendWatcher = (port: browser.Runtime.Port): void => {
  board.add(port);
  port.onDisconnect.addListener(reconsiderConnection);
  reconsiderConnection();
  connection.retryNow();
};

// Chrome starts the worker for an event only if its listener is there in the first turn.
browser.runtime.onConnect.addListener((port) => {
  if (port.name === BRIDGE_PORT) void attendBridge(port);
  if (port.name === CAPTURE_STATUS_PORT && isOwnPage(port.sender)) attendWatcher(port);
});
keepStorageFromPages();
followSettings((settings) => connection.configure(settings));
attendSites();
browser.alarms.onAlarm.addListener(() => connection.retryNow());
// Being started is all it takes: what waits from before the browser was closed goes out now, without a page.
browser.runtime.onStartup.addListener(() => connection.retryNow());
void chrome.sidePanel.setPanelBehavior({ openPanelOnActionClick: true });

// A failure shows again, and is dealt with, at the first write.
outbox.counts().then(onCounts, () => undefined);

import { batch, computed, effect, signal, untracked } from '@preact/signals';
import type { CaptureStatus } from '../contracts/capture-status.ts';
import type { Settings } from '../contracts/settings.ts';
import type { Pair } from '../../shared/pair.ts';
import { newNames } from '../../shared/pair-rename.ts';
import type { PairSummary, RelayStatus } from '../../shared/protocol.ts';
import type { CapturedTick } from '../../shared/tick.ts';
import type { Timeframe } from '../../shared/timeframe.ts';
import { milliseconds, type Milliseconds } from '../../shared/units.ts';
import { PanelAlerts } from './alerts/panel-alerts.ts';
import type { ChartCell } from './chart/chart-cell.ts';
import { chartType, leaveTicks } from './chart/chart-type.ts';
import { IndicatorChoices } from './chart/indicators/indicator-choices.ts';
import { FeedMeter } from './data/feed-meter.ts';
import { labelOf, PairBoard, type PairQuote } from './data/pair-board.ts';
import { TickIntake } from './data/tick-intake.ts';
import { Announcer } from './keyboard/announcer.ts';
import { FrameQueue, PAINT_INTERVAL_MS } from './list/frame-queue.ts';
import { Headline } from './list/headline.ts';
import { Watchlist } from './list/watchlist.ts';
import { followPage } from './preferences/follow-page.ts';
import type { PageFollower } from './preferences/page-follower.ts';
import type { ConnectionState } from './relay/connection-state.ts';
import { RelayView } from './relay/relay-view.ts';
import { droppedSeen } from './storage/dropped-seen.ts';
import type { ExtensionSurroundings, Surroundings } from './surroundings.ts';
import { texts } from './texts/texts.ts';
import { roomForGrid } from './workspace/room.ts';
import { Selection } from './workspace/selection.ts';
import { Workspace } from './workspace/workspace.ts';

const CLOCK_MS = 1_000;

/**
 * The panel's parts and how they hang together. Signals hold what changes now and then; ticks go straight to
 * the charts, the rows and the headline.
 */
export class PanelSession {
  readonly connection = signal<ConnectionState>('connecting');
  readonly settings = signal<Settings | undefined>(undefined);
  readonly status = signal<RelayStatus | undefined>(undefined);
  readonly capture = signal<CaptureStatus | undefined>(undefined);
  readonly hasPairs = signal(false);
  /** Ticks given up in this browser that the trader has not been told of. */
  readonly dropped = computed(() =>
    Math.max(0, (this.capture.value?.dropped ?? 0) - droppedSeen.signal.value),
  );

  readonly #board = new PairBoard();
  readonly #frames = new FrameQueue(PAINT_INTERVAL_MS);
  readonly watchlist = new Watchlist(this.#board, this.#frames, (pair) => this.choosePair(pair));
  readonly headline = new Headline();
  readonly selection = new Selection({
    hasRoom: roomForGrid(),
    listedPairs: () => this.watchlist.list.pairs,
  });
  readonly indicators = new IndicatorChoices();
  /** Absent outside the extension, whose background watches for them. */
  readonly alerts: PanelAlerts | undefined;
  readonly surroundings: Surroundings;
  readonly workspace: Workspace;
  readonly intake = new TickIntake();
  readonly meter = new FeedMeter();
  readonly announcer = new Announcer();
  readonly #relay: RelayView;
  #pageFollower: PageFollower | undefined;

  constructor(surroundings: Surroundings) {
    this.surroundings = surroundings;
    const { extension } = surroundings;
    this.alerts = extension && new PanelAlerts(extension.alerts, (pair) => this.quote(pair));
    this.#relay = new RelayView({
      onState: (state) => this.#changeConnection(state),
      onTicks: (tuples) => this.#takeTicks(tuples),
      onPairs: ({ pairs }) => {
        this.#board.describe(pairs);
        this.#rename(pairs);
        this.#listPairs();
      },
      onHistoryChanged: ({ pairs }) => this.workspace.reload(pairs),
      onStatus: ({ status }) => (this.status.value = status),
      onPage: ({ pair, timeframe }) => {
        this.selection.setPage({ pair, timeframe });
        this.#pageFollower?.shows({ pair, timeframe });
      },
    });
    this.workspace = new Workspace({
      selection: this.selection,
      histories: this.#relay,
      indicators: this.indicators,
      alerts: this.alerts,
      quote: (pair) => this.quote(pair),
      frames: this.#frames,
    });
  }

  /** The chart in focus. */
  get chart(): ChartCell {
    return this.workspace.focused.value.cell;
  }

  /** What it is called. */
  get shownLabel(): string {
    return this.workspace.focused.value.label.value;
  }

  /** Reads what is remembered and connects. */
  async start(): Promise<void> {
    await Promise.all([this.selection.load(), chartType.loaded, droppedSeen.loaded]);
    this.#pageFollower = await followPage((page) => this.selection.follow(page));
    this.surroundings.followSettings((settings) => {
      const { relayUrl, token } = this.settings.value ?? {};
      this.settings.value = settings;
      if (settings.relayUrl !== relayUrl || settings.token !== token) this.#relay.connect(settings);
    });
    setInterval(() => this.#tellTime(), CLOCK_MS);
    this.workspace.start();
    effect(() => {
      const pair = this.selection.shown.value?.pair;
      untracked(() => this.#followFocus(pair));
    });
    if (this.surroundings.extension) this.#followExtension(this.surroundings.extension);
  }

  /** What the list and the header show of a pair. */
  quote(pair: Pair): PairQuote | undefined {
    return this.#board.quote(pair);
  }

  retry(): void {
    this.#relay.retry();
  }

  /** The trader knows of the ticks given up so far. */
  dismissDropped(): void {
    if (this.capture.value) void droppedSeen.set(this.capture.value.dropped);
  }

  choosePair(pair: Pair): void {
    this.selection.choosePair(pair);
  }

  chooseTimeframe(timeframe: Timeframe): void {
    if (!this.selection.shown.peek()) return;
    leaveTicks();
    this.selection.chooseTimeframe(timeframe);
  }

  #followExtension({ followLiveTicks, watchCaptureStatus, followAskedPair }: ExtensionSurroundings): void {
    followLiveTicks((tuples) => {
      // Before a person has paired, the panel has nothing to show them on.
      if (this.settings.peek()?.token !== undefined) this.#takeTicks(tuples);
    });
    watchCaptureStatus((capture) => (this.capture.value = capture));
    followAskedPair((pair) => this.choosePair(pair));
  }

  #changeConnection(state: ConnectionState): void {
    const wasConnected = this.connection.value === 'connected';
    this.connection.value = state;
    this.announcer.say(texts.announced.connection[state]);
    if (state !== 'connected' || wasConnected) return;
    this.meter.connected();
    this.workspace.reload();
  }

  /** The order is the order of urgency: the charts, then the rows, then figures. */
  #takeTicks(tuples: readonly unknown[]): void {
    const now = milliseconds(Date.now());
    const ticks = this.intake.admit(tuples, now);
    if (ticks.length === 0) return;
    this.#drawOnCharts(ticks);
    this.#drawInList(ticks, now);
    this.meter.drawn(ticks, now);
  }

  #drawOnCharts(ticks: readonly CapturedTick[]): void {
    const { onFocused, drawn } = this.workspace.take(ticks);
    const [first] = onFocused;
    if (!first) return;
    this.intake.drawnOnChart(first.pair, drawn);
    this.meter.onChart(onFocused);
  }

  #drawInList(ticks: readonly CapturedTick[], now: Milliseconds): void {
    let hasNewPair = false;
    const pairs = new Set<Pair>();
    for (const tick of ticks) {
      hasNewPair = this.#board.take(tick, now) || hasNewPair;
      pairs.add(tick.pair);
    }
    if (hasNewPair) this.#listPairs();
    const { list } = this.watchlist;
    for (const { pair } of ticks) if (list.markChanged(pair)) this.intake.drawnInList(pair);
    const { pair: shown } = this.workspace.focused.peek().cell;
    if (shown !== undefined && pairs.has(shown)) this.#frames.add(this.headline);
    this.workspace.followQuotes(pairs);
  }

  /** Carries what was chosen of pairs before their names were known over to these. */
  #rename(summaries: readonly PairSummary[]): void {
    const renames = summaries.flatMap(({ pair, formerly = [] }) =>
      formerly.map((from) => ({ from, to: pair })),
    );
    if (renames.length === 0) return;
    const names = newNames(renames);
    this.selection.rename(names);
    void this.watchlist.rename(names);
    for (const rename of renames)
      void this.alerts?.book.rename(rename, labelOf(rename.to, this.quote(rename.to)));
  }

  #listPairs(): void {
    const [first] = this.#board.listed();
    this.watchlist.refresh();
    batch(() => {
      this.hasPairs.value = first !== undefined;
      this.selection.setFirstPair(first?.pair);
    });
    this.workspace.describe();
    this.#showHeadline();
  }

  /** Another pair is in focus. */
  #followFocus(pair: Pair | undefined): void {
    this.#showHeadline();
    this.watchlist.list.select(pair);
    if (pair === undefined) return;
    const quote = this.quote(pair);
    const { direction, text } = quote?.change ?? { direction: 'flat', text: '' };
    this.announcer.say(texts.announced.pair(labelOf(pair, quote), quote?.priceText ?? '', direction, text));
  }

  #showHeadline(): void {
    const pair = this.selection.shown.peek()?.pair;
    this.headline.show(pair === undefined ? undefined : this.quote(pair));
  }

  #tellTime(): void {
    const now = milliseconds(Date.now());
    this.watchlist.tick(now);
    this.meter.tell(now);
  }
}

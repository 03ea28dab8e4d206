import { batch, computed, signal } from '@preact/signals';
import { followAskedPair } from '../contracts/asked-pair.ts';
import { watchCaptureStatus, type CaptureStatus } from '../contracts/capture-status.ts';
import type { Settings } from '../contracts/settings.ts';
import { followSettings } from '../contracts/settings-storage.ts';
import { fallbackLabel, type Pair } from '../../shared/pair.ts';
import type { RelayStatus } from '../../shared/protocol.ts';
import type { CapturedTick } from '../../shared/tick.ts';
import type { Timeframe } from '../../shared/timeframe.ts';
import { milliseconds, type Milliseconds } from '../../shared/units.ts';
import { PanelAlerts } from './alerts/panel-alerts.ts';
import { ChartCell } from './chart/chart-cell.ts';
import { chartType, leaveTicks } from './chart/chart-type.ts';
import { ChartIndicators } from './chart/indicators/chart-indicators.ts';
import { IndicatorChoices } from './chart/indicators/indicator-choices.ts';
import { preciseNow } from './clock.ts';
import { LatencyRecorder, type LatencySummary } from './data/latency-recorder.ts';
import { PairBoard, type PairQuote } from './data/pair-board.ts';
import { TickIntake } from './data/tick-intake.ts';
import { TickRate } from './data/tick-rate.ts';
import { FrameQueue, PAINT_INTERVAL_MS } from './list/frame-queue.ts';
import { Headline } from './list/headline.ts';
import { STALE_MS } from './list/pair-row.ts';
import { Watchlist } from './list/watchlist.ts';
import { Announcer } from './keyboard/announcer.ts';
import { followPage } from './preferences/follow-page.ts';
import type { PageFollower } from './preferences/page-follower.ts';
import type { ConnectionState } from './relay/connection-state.ts';
import { RelayView } from './relay/relay-view.ts';
import { chosenByPage, shownOf, type PageView, type Shown } from './selection.ts';
import { readPanelMemory, writePanelMemory, type PanelMemory } from './storage/panel-memory.ts';
import { texts } from './texts/texts.ts';

const CLOCK_MS = 1_000;
/** A tick that was older when its page received it came with the page's history. */
const LIVE_MS = 5_000;

/** The figures of the footer, once a second. */
export interface FeedFigures {
  readonly ticksPerSecond: number;
  /** Since the last tick of any pair; absent before the first. */
  readonly age?: Milliseconds;
  readonly isStale: boolean;
  readonly latency?: LatencySummary | undefined;
}

/**
 * The panel's parts and how they hang together. Signals hold what changes now and then; ticks go straight to
 * the chart, the rows and the headline.
 */
export class PanelSession {
  readonly connection = signal<ConnectionState>('connecting');
  readonly settings = signal<Settings | undefined>(undefined);
  readonly status = signal<RelayStatus | undefined>(undefined);
  readonly capture = signal<CaptureStatus | undefined>(undefined);
  readonly hasPairs = signal(false);
  readonly figures = signal<FeedFigures>({ ticksPerSecond: 0, isStale: false });
  readonly #memory = signal<PanelMemory>({ timeframes: {} });
  readonly #page = signal<PageView | undefined>(undefined);
  readonly #firstPair = signal<Pair | undefined>(undefined);
  readonly shown = computed<Shown | undefined>(() =>
    shownOf(this.#memory.value, this.#page.value, this.#firstPair.value),
  );
  /** Ticks given up in this browser that the trader has not been told of. */
  readonly dropped = computed(() =>
    Math.max(0, (this.capture.value?.dropped ?? 0) - (this.#memory.value.droppedSeen ?? 0)),
  );
  /** Changes with the shown pair and with what the relay says of it. */
  readonly shownLabel = signal('');

  readonly #board = new PairBoard();
  readonly #frames = new FrameQueue(PAINT_INTERVAL_MS);
  readonly watchlist = new Watchlist(this.#board, this.#frames, (pair) => this.choosePair(pair));
  readonly list = this.watchlist.list;
  readonly headline = new Headline();
  readonly chart: ChartCell;
  readonly indicators = new IndicatorChoices();
  readonly chartIndicators: ChartIndicators;
  readonly alerts = new PanelAlerts((pair) => this.quote(pair));
  readonly intake = new TickIntake();
  readonly chartLatency = new LatencyRecorder();
  readonly latency = new LatencyRecorder();
  readonly #relay: RelayView;
  readonly #rate = new TickRate();
  readonly announcer = new Announcer();
  #pageFollower: PageFollower | undefined;
  #lastTickAt: Milliseconds | undefined;
  #connectedAt = preciseNow();

  constructor() {
    this.#relay = new RelayView({
      onState: (state) => this.#changeConnection(state),
      onTicks: (tuples) => this.#takeTicks(tuples),
      onPairs: ({ pairs }) => {
        this.#board.describe(pairs);
        this.#listPairs();
      },
      onHistoryChanged: ({ pairs }) => {
        const { pair } = this.chart;
        if (pair !== undefined && pairs.includes(pair)) this.chart.reload();
      },
      onStatus: ({ status }) => (this.status.value = status),
      onPage: ({ pair, timeframe }) => {
        this.#page.value = { pair, timeframe };
        this.#followShown();
        this.#pageFollower?.shows({ pair, timeframe });
      },
    });
    this.chart = new ChartCell(this.#relay);
    this.chartIndicators = new ChartIndicators(this.chart, this.indicators.signal);
    this.alerts.attach(this.chart);
  }

  /** Reads what is remembered and connects. */
  async start(): Promise<void> {
    this.#memory.value = await readPanelMemory();
    await chartType.loaded;
    this.#pageFollower = await followPage((page) => this.#remember(chosenByPage(this.#memory.value, page)));
    followSettings((settings) => {
      const { relayUrl, token } = this.settings.value ?? {};
      this.settings.value = settings;
      if (settings.relayUrl !== relayUrl || settings.token !== token) this.#relay.connect(settings);
    });
    watchCaptureStatus((capture) => (this.capture.value = capture));
    setInterval(() => this.#tellTime(), CLOCK_MS);
    this.#followShown();
    followAskedPair((pair) => this.choosePair(pair));
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
    const droppedSeen = this.capture.value?.dropped;
    if (droppedSeen !== undefined) this.#remember({ ...this.#memory.value, droppedSeen });
  }

  /** In the order of the list. */
  listedPairs(): readonly Pair[] {
    return this.list.pairs;
  }

  choosePair(pair: Pair): void {
    this.#remember({ ...this.#memory.value, pair });
  }

  chooseTimeframe(timeframe: Timeframe): void {
    const { pair } = this.shown.value ?? {};
    if (pair === undefined) return;
    leaveTicks();
    const memory = this.#memory.value;
    this.#remember({ ...memory, timeframes: { ...memory.timeframes, [pair]: timeframe } });
  }

  #remember(memory: PanelMemory): void {
    this.#memory.value = memory;
    this.#followShown();
    void writePanelMemory(memory);
  }

  #changeConnection(state: ConnectionState): void {
    const wasConnected = this.connection.value === 'connected';
    this.connection.value = state;
    this.announcer.say(texts.announced.connection[state]);
    if (state !== 'connected' || wasConnected) return;
    this.#connectedAt = preciseNow();
    this.chart.reload();
  }

  /** The order is the order of urgency: the chart, then the rows, then figures. */
  #takeTicks(tuples: readonly unknown[]): void {
    const now = milliseconds(Date.now());
    const ticks = this.intake.admit(tuples, now);
    if (ticks.length === 0) return;
    this.#drawOnChart(ticks);
    this.#drawInList(ticks, now);
    this.#recordLatency(this.latency, ticks);
    this.#rate.add(ticks.length, now);
    this.#lastTickAt = now;
    if (this.figures.value.isStale) this.#tellTime();
  }

  #drawOnChart(ticks: readonly CapturedTick[]): void {
    const { pair } = this.chart;
    const onChart = ticks.filter((tick) => tick.pair === pair);
    if (pair === undefined || onChart.length === 0) return;
    this.intake.drawnOnChart(pair, this.chart.take(onChart));
    this.#recordLatency(this.chartLatency, onChart);
  }

  #drawInList(ticks: readonly CapturedTick[], now: Milliseconds): void {
    let hasNewPair = false;
    for (const tick of ticks) hasNewPair = this.#board.take(tick, now) || hasNewPair;
    if (hasNewPair) this.#listPairs();
    for (const { pair } of ticks) {
      if (this.list.markChanged(pair)) this.intake.drawnInList(pair);
      if (pair === this.chart.pair) this.#frames.add(this.headline);
    }
    this.#followDigits();
  }

  /**
   * How fast the line is. What was captured before we connected waited for us, and a page's history comes in one
   * burst: neither tells of it.
   */
  #recordLatency(recorder: LatencyRecorder, ticks: readonly CapturedTick[]): void {
    const now = preciseNow();
    for (const { timestamp, capturedAt } of ticks) {
      const isLive = capturedAt >= this.#connectedAt && capturedAt - timestamp < LIVE_MS;
      if (isLive) recorder.record(milliseconds(now - capturedAt));
    }
  }

  #listPairs(): void {
    const listed = this.#board.listed();
    this.watchlist.refresh();
    batch(() => {
      this.hasPairs.value = listed.length > 0;
      this.#firstPair.value ??= listed[0]?.pair;
    });
    this.#followShown();
  }

  #followShown(): void {
    const shown = this.shown.value;
    if (!shown) return;
    const { pair } = shown;
    const quote = this.#board.quote(pair);
    this.shownLabel.value = quote?.label ?? fallbackLabel(pair);
    this.headline.show(quote);
    const isOtherPair = pair !== this.chart.pair;
    if (this.chart.show(shown, quote)) this.list.select(pair);
    else this.#followDigits();
    if (isOtherPair) this.#announce(quote);
  }

  #announce(quote: PairQuote | undefined): void {
    const { direction, text } = quote?.change ?? { direction: 'flat', text: '' };
    this.announcer.say(texts.announced.pair(this.shownLabel.value, quote?.priceText ?? '', direction, text));
  }

  #followDigits(): void {
    const { pair } = this.chart;
    if (pair !== undefined) this.chart.followDigits(this.#board.quote(pair));
  }

  #tellTime(): void {
    const now = milliseconds(Date.now());
    const age = this.#lastTickAt === undefined ? undefined : milliseconds(now - this.#lastTickAt);
    this.watchlist.tick(now);
    this.figures.value = {
      ticksPerSecond: this.#rate.perSecond(now),
      isStale: age !== undefined && age >= STALE_MS,
      latency: this.chartLatency.summary(),
      ...(age === undefined ? {} : { age }),
    };
  }
}

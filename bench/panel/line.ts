import type { Page } from 'playwright-core';
import type { Candle } from '../../shared/candle.ts';
import { CaptureClient } from '../../testing/capture-client.ts';
import { startLoad } from '../../testing/capture-load.ts';
import { waitUntil } from '../../testing/child-server.ts';
import { NumberedTicks } from '../../testing/numbered-ticks.ts';
import { readDiagnostics } from '../../testing/panel-diagnostics.ts';
import { startRelayProcess, type RelayProcess } from '../../testing/relay-process.ts';
import { connectAs } from '../../testing/relay-socket.ts';

export const PAIRS = ['AUDCAD', 'AUDUSD', 'EURGBP', 'EURUSD', 'GBPUSD', 'NZDUSD', 'USDCAD', 'USDJPY'];
export const CANDLES = 1_000;
const SECOND_MS = 1_000;
const SEED_MESSAGE = 400;

/** A relay that is given ticks of eight pairs as a capture gives them. */
export class TickLine {
  readonly relay: RelayProcess;
  readonly #capture: CaptureClient;
  readonly #start: number;
  #load: ReturnType<typeof startLoad> | undefined;

  private constructor(relay: RelayProcess) {
    this.relay = relay;
    this.#capture = new CaptureClient(relay);
    this.#start = Math.floor(Date.now() / SECOND_MS) * SECOND_MS - CANDLES * SECOND_MS;
  }

  static async start(): Promise<TickLine> {
    return new TickLine(await startRelayProcess());
  }

  /** One tick of each pair, so that there is something to choose. */
  async list(): Promise<void> {
    this.#capture.send(this.#seeds().range(0, PAIRS.length));
    await this.#capture.drained();
  }

  /** One tick of each pair and second of the time before now: so many candles. */
  async seed(): Promise<void> {
    const seeds = this.#seeds();
    for (let from = PAIRS.length; from < CANDLES * PAIRS.length; from += SEED_MESSAGE)
      this.#capture.send(seeds.range(from, Math.min(SEED_MESSAGE, CANDLES * PAIRS.length - from)));
    await this.#capture.drained();
  }

  /** From now on so many ticks a second over all pairs, at the times at which they come. */
  load(ticksPerSecond: number): void {
    this.#load?.stop();
    const ticks = new NumberedTicks(PAIRS, Date.now(), SECOND_MS / ticksPerSecond);
    this.#load = startLoad(this.#capture, ticks, { ticksPerSecond });
  }

  /** The newest candles of one second. */
  async candles(pair: string): Promise<readonly Candle[]> {
    const viewer = await connectAs(this.relay, 'view');
    viewer.send({ type: 'history', id: 1, pair, timeframe: '1s', limit: CANDLES });
    const { candles } = await viewer.take('history');
    await viewer.close();
    return candles;
  }

  async stop(): Promise<void> {
    this.#load?.stop();
    await this.#capture.close();
    await this.relay.stop();
  }

  #seeds(): NumberedTicks {
    return new NumberedTicks(PAIRS, this.#start, SECOND_MS / PAIRS.length);
  }
}

/** Lays so many charts of one-second candles; to be called before the line is seeded. */
export const layCharts = async (panel: Page, count: number): Promise<void> => {
  await panel.waitForFunction(() => globalThis.tickRelayDiagnostics?.connection === 'connected');
  await panel.locator(`button[data-pair="${PAIRS[0]}"]`).click();
  await panel.locator('button[data-timeframe="1s"]').click();
  await panel.locator('[data-action="chart-count"]').click();
  await panel.locator(`[role="radio"][data-count="${count}"]`).click();
  await panel.keyboard.press('Escape');
  // Over a chart it would hold a crosshair, and the library alone has none.
  await panel.mouse.move(1, 1);
};

/** Waits until each chart of the panel has the seeded candles. */
export const chartsAreFull = async (panel: Page, count: number): Promise<void> => {
  const counts = async (): Promise<number[]> =>
    (await readDiagnostics(panel, 'charts')).map(({ candleCount }) => candleCount);
  let last: number[] = [];
  await waitUntil(
    async () => {
      last = await counts();
      return last.length === count && last.every((candles) => candles >= CANDLES - 1);
    },
    () => `The panel's charts have ${last.join()} candles where each should have ${CANDLES}.`,
  );
};

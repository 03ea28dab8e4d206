import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHART_TYPES, type ChartType } from '../extension/panel/chart/chart-types.ts';
import type { DrawnMarks } from '../extension/panel/chart/chart-marks.ts';
import { startFedPanel, type FedPanel } from '../testing/fed-panel.ts';
import { readDiagnostics } from '../testing/panel-diagnostics.ts';
import { settles } from '../testing/whole-line.ts';

const MINUTE_MS = 60_000;
const OLD = 'EURUSD_otc';
const LOST = 'GBPUSD_otc';
const QUIET = 'USDJPY_otc';
const TINY = 'LBPUSD_otc';
/** A whole minute some time ago, so that no candle of these ticks forms any more. */
const START = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS - 60 * MINUTE_MS;
const OLD_SECONDS = 900;

/** One tick a second, up and down; no two neighbours are equal. */
const course = (base: number, point: number, from: number, count: number) =>
  Array.from({ length: count }, (_, second): [number, number] => [
    Number((base + point * Math.round(40 * Math.sin(second / 17) + 9 * Math.sin(second * 2))).toPrecision(8)),
    from + second * 1_000,
  ]);

describe('the chart', () => {
  let line: FedPanel;

  beforeAll(async () => {
    // Of the browser; where the machine's own zone is UTC the two choices would be the same.
    process.env.TZ = 'America/New_York';
    line = await startFedPanel({ width: 360, height: 760 });
    await line.feed(OLD, course(1.1642, 0.000_01, START, OLD_SECONDS));
    // Lost: nobody received the pair in minutes 5 to 9. Quiet: somebody did, and nothing came.
    for (const [pair, base] of [
      [LOST, 1.3358],
      [QUIET, 148.215],
    ] as const) {
      await line.feed(pair, course(base, base / 1e5, START, 300));
      await line.feed(pair, course(base, base / 1e5, START + 10 * MINUTE_MS, 300));
    }
    const end = Date.now();
    await line.claim(LOST, [
      [START, START + 5 * MINUTE_MS - 1_000],
      [START + 10 * MINUTE_MS, end],
    ]);
    await line.claim(QUIET, [[START, end]]);
    await line.feed(TINY, course(1.5948e-5, 1e-9, START, 120));
  });

  afterAll(async () => {
    await line.stop();
  });

  const chooseType = async (type: ChartType): Promise<void> => {
    if ((await readDiagnostics(line.panel, 'chartType')) === type) return;
    await line.panel.locator('[data-action="chart-type"]').click();
    await line.panel.locator(`[data-chart-type="${type}"]`).click();
    // The list stood over the chart: with it gone the crosshair would be there.
    await line.panel.mouse.move(5, 5);
    await line.panel.waitForFunction((wanted) => globalThis.tickRelayDiagnostics?.chartType === wanted, type);
  };

  const candleCount = async (): Promise<number> => (await readDiagnostics(line.panel, 'candles')).length;
  const marks = (): Promise<DrawnMarks> => readDiagnostics(line.panel, 'marks');
  const legend = async (): Promise<string> => (await line.panel.locator('.chart-legend').textContent()) ?? '';
  /** The picture, once two in a row are the same: the chart draws on frames of its own. */
  const picture = async (): Promise<string> => {
    let last = '';
    await settles(async () => {
      const before = last;
      last = (await line.panel.locator('.chart-canvas').screenshot()).toString('base64');
      return last === before;
    });
    return last;
  };

  describe('in its types', () => {
    beforeAll(() => line.choose(OLD, '1m'));

    it('looks different in each of them', async () => {
      expect(await settles(async () => (await candleCount()) === OLD_SECONDS / 60)).toBe(true);
      const pictures: string[] = [];
      for (const type of CHART_TYPES) {
        await chooseType(type);
        if (type === 'ticks') expect(await settles(async () => (await candleCount()) === 500)).toBe(true);
        pictures.push(await picture());
      }
      expect(new Set(pictures).size).toBe(CHART_TYPES.length);
    });

    it('remembers its type, and leaves single ticks when a timeframe is chosen', async () => {
      await chooseType('area');
      await chooseType('ticks');
      await line.panel.reload();
      expect(await settles(async () => (await candleCount()) === 500)).toBe(true);
      expect(await readDiagnostics(line.panel, 'chartType')).toBe('ticks');
      await line.panel.locator('button[data-timeframe="5s"]').click();
      expect(await settles(async () => (await candleCount()) === OLD_SECONDS / 5)).toBe(true);
      expect(await readDiagnostics(line.panel, 'chartType')).not.toBe('ticks');
    });

    it('shows each tick of the log at its own time, and each live one as it comes', async () => {
      await chooseType('ticks');
      const given = course(1.1642, 0.000_01, START, OLD_SECONDS);
      const shown = async () =>
        (await readDiagnostics(line.panel, 'candles')).map(({ time, close }) => [close, time]);
      expect(await settles(async () => (await shown()).length === 500)).toBe(true);
      expect(await shown()).toEqual(given.slice(-500));
      const later = START + OLD_SECONDS * 1_000;
      // Two prices of one millisecond are two ticks; a late one takes its place.
      await line.feed(OLD, [[1.17, later + 250]]);
      await line.feed(OLD, [
        [1.18, later + 250],
        [1.16, later + 50],
      ]);
      expect(await settles(async () => (await shown()).length === 503)).toBe(true);
      expect((await shown()).slice(-3).map(([price, time = 0]) => [price, Math.floor(time) - later])).toEqual(
        [
          [1.16, 50],
          [1.17, 250],
          [1.18, 250],
        ],
      );
      expect(await settles(async () => (await legend()) === 'Price1.18000')).toBe(true);
    });
  });

  it('loads older candles while it is scrolled back, and what is in view stays where it is', async () => {
    await chooseType('candles');
    await line.choose(OLD, '1s');
    expect(await settles(async () => (await candleCount()) === 200)).toBe(true);
    const [before, after] = await line.panel.evaluate(scrollBackUntilMore);
    expect(after.count).toBeGreaterThan(before.count);
    expect(after.times).toEqual(before.times);
    await chooseType('line');
    expect(await readDiagnostics(line.panel, 'visibleTimes')).toEqual(before.times);
  });

  it('tells the candle under the crosshair, else the last one', async () => {
    await chooseType('candles');
    await line.choose(OLD, '1m');
    expect(await settles(async () => (await candleCount()) >= OLD_SECONDS / 60)).toBe(true);
    const candles = await readDiagnostics(line.panel, 'candles');
    const texts = candles.map(({ open, high, low, close }) =>
      [`O${open.toFixed(5)}`, `H${high.toFixed(5)}`, `L${low.toFixed(5)}`, `C${close.toFixed(5)}`].join(''),
    );
    expect(await settles(async () => (await legend()).startsWith(texts.at(-1) ?? '?'))).toBe(true);
    const box = await line.panel.locator('.chart-canvas').boundingBox();
    if (!box) throw new Error('The chart is not to be seen.');
    // Without scrolling the last candle stands four empty places of 7 px left of the price scale.
    const scale = await line.panel.evaluate(
      () => document.querySelector<HTMLElement>('.chart-legend')?.style.right ?? '',
    );
    const right = box.x + box.width - (parseFloat(scale) - 8);
    const told = new Set<string>();
    for (let bars = 4; bars < 14; bars++) {
      await line.panel.mouse.move(right - (bars + 0.5) * 7, box.y + box.height / 2);
      await settles(async () => !told.has(await legend()), 2_000);
      told.add(await legend());
    }
    const known = [...told].map((text) => texts.findIndex((start) => text.startsWith(start)));
    expect(known).not.toContain(-1);
    expect(new Set(known).size).toBeGreaterThanOrEqual(9);
    expect([...told].every((text) => /Ticks(60|\d+)$/.test(text))).toBe(true);
    await line.panel.mouse.move(box.x + 5, box.y - 60);
    expect(await settles(async () => (await legend()).startsWith(texts.at(-1) ?? '?'))).toBe(true);
  });

  it('counts down to the close of a candle that forms, without a tick', async () => {
    await line.feed('AUDCAD_otc', [[0.9006, Date.now()]]);
    await line.choose('AUDCAD_otc', '4h');
    expect(await settles(async () => (await marks()).countdown !== '')).toBe(true);
    const left = async (): Promise<number> => {
      const [seconds = 0, minutes = 0, hours = 0] = (await marks()).countdown
        .split(':')
        .map(Number)
        .reverse();
      return (hours * 60 + minutes) * 60 + seconds;
    };
    const until = (4 * 60 * MINUTE_MS - (Date.now() % (4 * 60 * MINUTE_MS))) / 1_000;
    const first = await left();
    // The tick was on its way for a moment, by which the broker's clock seems behind.
    expect(Math.abs(first - until)).toBeLessThan(3);
    expect(await settles(async () => (await left()) < first)).toBe(true);
    expect((await marks()).price).toBe('0.9006');
    // A feed that has stopped closes nothing.
    await line.choose(OLD, '5s');
    expect((await marks()).countdown).toBe('');
  });

  it('marks where the feed was lost, and leaves a quiet market unmarked', async () => {
    await line.choose(LOST, '1m');
    expect(await settles(async () => (await marks()).lostFeed.length === 1)).toBe(true);
    const [{ left, right } = { left: 0, right: 0 }] = (await marks()).lostFeed;
    // Minutes 5 to 9, from the end of one candle to the beginning of the next.
    expect(right - left).toBeGreaterThan(4.9 * 7);
    expect(right - left).toBeLessThan(5.2 * 7);
    const marked = await picture();
    await line.choose(QUIET, '1m');
    expect(await settles(async () => (await candleCount()) === 10)).toBe(true);
    const unmarked = await picture();
    expect((await marks()).lostFeed).toEqual([]);
    expect(marked).not.toBe(unmarked);
  });

  it('tells times in the zone that is chosen', async () => {
    await line.choose(LOST, '1m');
    const note = line.panel.locator('.feed-note');
    await note.waitFor();
    const clock = (zone: string, time: number): string =>
      new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(time);
    const noted = async (zone: string): Promise<boolean> =>
      ((await note.textContent()) ?? '').includes(clock(zone, START + 5 * MINUTE_MS - 1_000));
    expect(await settles(() => noted('America/New_York'))).toBe(true);
    const local = await picture();
    const worker = await line.browser.serviceWorker();
    await worker.evaluate(() => chrome.storage.local.set({ 'panel.timeZone': 'utc' }));
    expect(await settles(() => noted('UTC'))).toBe(true);
    expect(await picture()).not.toBe(local);
    await worker.evaluate(() => chrome.storage.local.remove('panel.timeZone'));
    expect(await settles(() => noted('America/New_York'))).toBe(true);
    expect(await picture()).toBe(local);
  });

  it('writes a very small price out, everywhere, in the narrowest panel', async () => {
    await line.panel.setViewportSize({ width: 320, height: 700 });
    await line.choose(TINY, '5s');
    expect(await settles(async () => (await marks()).price !== '')).toBe(true);
    const { price } = await marks();
    expect(price).toMatch(/^0\.0000159\d\d$/);
    expect(await settles(async () => (await legend()).includes(`C${price}`))).toBe(true);
    const fits = (selector: string): Promise<boolean> =>
      line.panel.locator(selector).evaluate((place, text) => {
        const { left, right } = place.getBoundingClientRect();
        const isWhole = place.scrollWidth <= place.clientWidth + 1;
        return left >= 0 && right <= innerWidth && isWhole && place.textContent.includes(text);
      }, price);
    for (const place of ['.headline', '.chart-legend', `button[data-pair="${TINY}"] .row-price`])
      expect([place, await fits(place)]).toEqual([place, true]);
  });
});

interface Sample {
  readonly count: number;
  readonly times: unknown;
}

/** Runs in the panel: scrolls back and answers the last sample before and the first after older candles came. */
const scrollBackUntilMore = async (): Promise<[before: Sample, after: Sample]> => {
  const canvas = document.querySelector('.chart-canvas canvas');
  const sample = (): Sample => {
    const diagnostics = globalThis.tickRelayDiagnostics;
    return { count: diagnostics?.candles.length ?? 0, times: diagnostics?.visibleTimes };
  };
  const first = sample().count;
  const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
  const deadline = performance.now() + 10_000;
  while (performance.now() < deadline) {
    // As long as the oldest candle is far the view is moved; the last move is followed by waiting alone.
    const times = sample().times as { from: number; to: number } | undefined;
    const oldest = globalThis.tickRelayDiagnostics?.candles[0]?.time ?? 0;
    if (times && times.from - oldest > 20_000)
      canvas?.dispatchEvent(new WheelEvent('wheel', { deltaX: -100, bubbles: true, cancelable: true }));
    const before = sample();
    await frame();
    const after = sample();
    if (after.count > first) return [before, after];
  }
  throw new Error('No older candles came.');
};

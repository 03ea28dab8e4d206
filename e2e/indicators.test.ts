import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DrawnIndicator } from '../extension/panel/diagnostics.ts';
import { kindOf, INDICATOR_NAMES } from '../extension/panel/chart/indicators/indicator-kinds.ts';
import { LiveIndicator } from '../extension/panel/chart/indicators/live-indicator.ts';
import type { Candle } from '../shared/candle.ts';
import { readDiagnostics } from '../testing/panel-diagnostics.ts';
import { settles, startWholeLine, type WholeLine } from '../testing/whole-line.ts';

/** The longest warm-up of those that are added is the second SMA's. */
const LONG_PERIOD = 30;
const ENOUGH_CANDLES = 45;
const PANEL_SIZE = { width: 420, height: 860 };

type Prices = Pick<Candle, 'time' | 'open' | 'high' | 'low' | 'close'>;

/** Candles and indicators of the same moment. */
const shownOn = async (panel: Page): Promise<{ candles: Prices[]; indicators: DrawnIndicator[] }> =>
  panel.evaluate(() => {
    const { candles = [], indicators = [] } = globalThis.tickRelayDiagnostics ?? {};
    return { candles: [...candles], indicators: [...indicators] };
  });

/** What an indicator has to show of those candles, from the first that it has seen enough of. */
const recomputed = ({ kind, settings }: DrawnIndicator, candles: readonly Prices[]) => {
  const definition = kindOf(INDICATOR_NAMES.find((name) => name === kind) ?? 'sma');
  const live = new LiveIndicator(() => definition.start(settings));
  live.replace(candles.map((candle) => ({ ...candle, ticks: 1 })));
  const isLeftOut = (index: number): boolean => kind === 'superTrend' && live.hasTurnedAt(index + 1);
  return definition.outputs.map(({ name }, output) => ({
    name,
    points: candles.flatMap(({ time }, index) => {
      const value = live.resultAt(index)?.values[output];
      return value !== undefined && Number.isFinite(value)
        ? [{ time, value, isLeftOut: isLeftOut(index) }]
        : [];
    }),
  }));
};

describe('indicators on the live chart', () => {
  let line: WholeLine;
  let panel: Page;

  beforeAll(async () => {
    line = await startWholeLine({ simulator: { ticksPerMinute: 1_000 }, panelSize: PANEL_SIZE });
    ({ panel } = line);
    await line.openBrokerPage();
    await panel.locator('button[data-timeframe="1s"]:enabled').click();
  });

  afterAll(() => line.stop());

  const menu = () => panel.locator('#popover-indicators');
  const openMenu = async (): Promise<void> => {
    if (!(await menu().isVisible())) await panel.locator('[data-action="indicators"]').click();
  };

  const candlesReach = async (count: number): Promise<void> => {
    const reached = async () => (await readDiagnostics(panel, 'candles')).length >= count;
    expect(await settles(reached, 60_000)).toBe(true);
  };

  const expectDrawnAsComputed = async (): Promise<void> => {
    const { candles, indicators } = await shownOn(panel);
    expect(candles.length).toBeGreaterThanOrEqual(ENOUGH_CANDLES);
    expect(indicators.length).toBeGreaterThan(0);
    for (const indicator of indicators) {
      expect(indicator.outputs, indicator.label).toEqual(recomputed(indicator, candles));
      for (const { points } of indicator.outputs) expect(points.length, indicator.label).toBeGreaterThan(0);
    }
  };

  it('adds every one there is, and one twice', async () => {
    await openMenu();
    for (const name of INDICATOR_NAMES) await menu().locator(`[data-indicator="${name}"]`).click();
    await menu().locator('[data-indicator="sma"]').click();
    const fields = menu().getByRole('group', { name: 'SMA 20', exact: true }).last().getByLabel('Period');
    await fields.fill(String(LONG_PERIOD));
    await menu()
      .getByRole('group', { name: `SMA ${LONG_PERIOD}`, exact: true })
      .waitFor();
    // One that turns with nearly every candle, so that it does while it is watched.
    const trend = menu().getByRole('group', { name: /^SuperTrend/ });
    await trend.getByLabel('Period').fill('2');
    await trend.getByLabel('Multiplier').fill('0.2');
    const kinds = (await readDiagnostics(panel, 'indicators')).map(({ kind }) => kind);
    expect(kinds).toEqual([...INDICATOR_NAMES, 'sma']);
  });

  it('draws of live candles what the same candles make when they are computed as a whole', async () => {
    await candlesReach(ENOUGH_CANDLES);
    await expectDrawnAsComputed();
    const before = (await readDiagnostics(panel, 'candles')).length;
    await candlesReach(before + 5);
    await expectDrawnAsComputed();
  });

  it('means by an average what everyone does', async () => {
    const { candles, indicators } = await shownOn(panel);
    const closes = candles.slice(-LONG_PERIOD).map(({ close }) => close);
    const average = indicators.at(-1)?.outputs[0]?.points.at(-1);
    expect(average?.time).toBe(candles.at(-1)?.time);
    expect(average?.value).toBeCloseTo(closes.reduce((sum, close) => sum + close, 0) / LONG_PERIOD, 10);
  });

  it('writes the name, the settings and the newest value of each in its pane', async () => {
    const { indicators } = await shownOn(panel);
    expect(indicators.map(({ label }) => label)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^SMA 20 \d+\.\d+$/),
        expect.stringMatching(/^BB 20 2( \d+\.\d+){3}$/),
        expect.stringMatching(/^MACD 12 26 9( −?\d+\.\d+){3}$/),
        expect.stringMatching(/^RSI 14 \d+\.\d$/),
      ]),
    );
  });

  it('leaves the candles at least 45 % of the height, and every pane the same', async () => {
    const { indicators } = await shownOn(panel);
    const heights = new Map(indicators.map(({ pane, height }) => [pane, height]));
    // By place: the candles' pane, then those under it.
    const [main = 0, ...panes] = [...heights].sort(([a], [b]) => a - b).map(([, height]) => height);
    const sum = panes.reduce((total, height) => total + height, main);
    expect(panes).toHaveLength(INDICATOR_NAMES.filter((name) => kindOf(name).pane).length);
    // Whole pixels.
    expect(main).toBeGreaterThanOrEqual(Math.floor(sum * 0.45) - panes.length);
    expect(Math.max(...panes) - Math.min(...panes)).toBeLessThanOrEqual(panes.length);
  });

  it('takes no number out of its bounds', async () => {
    const field = menu().getByRole('group', { name: /^RSI/ }).getByLabel('Period');
    await field.fill('9999');
    await field.blur();
    expect(await field.inputValue()).toBe('500');
    await field.fill('14');
    await settles(async () =>
      (await shownOn(panel)).indicators.some(({ label }) => label.startsWith('RSI 14 ')),
    );
    expect((await shownOn(panel)).indicators.map(({ label }) => label)).toContainEqual(
      expect.stringMatching(/^RSI 14 /),
    );
  });

  it('keeps them, in their panes, while the chart is drawn in another way', async () => {
    await panel.keyboard.press('Escape');
    const places = async () =>
      (await shownOn(panel)).indicators.map(({ kind, settings, pane }) => ({ kind, settings, pane }));
    const before = await places();
    for (const [key, type] of [
      ['l', 'line'],
      ['a', 'area'],
      ['c', 'candles'],
    ] as const) {
      await panel.keyboard.press(key);
      await panel.waitForFunction((wanted) => globalThis.tickRelayDiagnostics?.chartType === wanted, type);
      expect(await places()).toEqual(before);
      await expectDrawnAsComputed();
    }
  });

  it('shows them for another pair too', async () => {
    await panel.keyboard.press('Escape');
    await panel.locator('button[data-pair="GBPUSD_otc"]').click();
    await panel.locator('button[data-timeframe="1s"]').click();
    await candlesReach(ENOUGH_CANDLES);
    await expectDrawnAsComputed();
  });

  it('removes one with the keyboard, and its pane with it', async () => {
    await openMenu();
    const removal = menu().getByRole('button', { name: 'Remove RSI 14' });
    await removal.focus();
    await panel.keyboard.press('Enter');
    await removal.waitFor({ state: 'detached' });
    const { indicators } = await shownOn(panel);
    expect(indicators.map(({ kind }) => kind)).not.toContain('rsi');
    const panes = new Set(indicators.map(({ pane }) => pane));
    expect([...panes].sort((a, b) => a - b)).toEqual([...panes.keys()].map((_, index) => index));
    // The focus goes on to the next one.
    expect(await panel.evaluate(() => document.activeElement?.ariaLabel)).toBe('Remove MACD 12 26 9');
  });

  it('has them again when the panel is opened anew', async () => {
    const chosen = (await shownOn(panel)).indicators.map(({ kind, settings }) => ({ kind, settings }));
    await panel.reload();
    await settles(async () => (await shownOn(panel)).indicators.length === chosen.length);
    const again = (await shownOn(panel)).indicators.map(({ kind, settings }) => ({ kind, settings }));
    expect(again).toEqual(chosen);
    await candlesReach(ENOUGH_CANDLES);
    await expectDrawnAsComputed();
  });
});

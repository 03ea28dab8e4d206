import type { Page } from 'playwright-core';
import { describe, expect, it, type TestContext } from 'vitest';
import type { Tick } from '../shared/tick.ts';
import { readGaps, readTicksOfPair } from '../testing/relay-api.ts';
import { settles, startWholeLine } from '../testing/whole-line.ts';

/** The page shows the first of them, and so asks for its history alone. */
const [SHOWN, ...OTHERS] = ['EURUSD_otc', 'GBPUSD_otc', '#AAPL_otc'] as const;
const PAIRS = [SHOWN, ...OTHERS];
const CLOSED_MS = 6_000;

const openLine = async (stopAtEnd: TestContext['onTestFinished']) => {
  const line = await startWholeLine({ simulator: { pairs: PAIRS, ticksPerMinute: 1_800 } });
  stopAtEnd(() => line.stop());
  const ticksOf = (pair: string): Promise<Tick[]> => readTicksOfPair(line.relay, pair);

  /** Waits until every pair has a live tick that was stamped `after`, UTC ms, or later. */
  const keptAfter = (after: number): Promise<boolean> =>
    settles(async () => {
      for (const pair of PAIRS) if (((await ticksOf(pair)).at(-1)?.timestamp ?? 0) < after) return false;
      return true;
    });

  const reopenAfterAWhile = async (page: Page): Promise<{ closedAt: number; openedAt: number }> => {
    const closedAt = Date.now();
    await page.close();
    // The line has nothing to wait for here: it is the time itself that the gap is made of.
    await settles(() => Promise.resolve(Date.now() >= closedAt + CLOSED_MS));
    const openedAt = Date.now();
    await line.openBrokerPage();
    expect(await keptAfter(openedAt)).toBe(true);
    return { closedAt, openedAt };
  };

  return { line, ticksOf, keptAfter, reopenAfterAWhile };
};

/** Each has a line of its own, and most of its time it waits: side by side they end sooner. */
describe.concurrent('a feed that was down', () => {
  it('leaves one gap of that length a pair, which its history closes', async ({ onTestFinished }) => {
    const { line, ticksOf, keptAfter, reopenAfterAWhile } = await openLine(onTestFinished);
    const page = await line.openBrokerPage();
    // Well after the first claim and well before the next: the page claims the rest as it goes.
    expect(await keptAfter(Date.now() + 4_000)).toBe(true);
    const { closedAt, openedAt } = await reopenAfterAWhile(page);

    for (const pair of OTHERS) {
      expect(await settles(async () => (await readGaps(line.relay, pair))[0]?.to !== undefined)).toBe(true);
      const gaps = await readGaps(line.relay, pair);
      expect(gaps).toHaveLength(1);
      const [{ from, to = 0, filled } = { from: 0, filled: true }] = gaps;
      expect(filled).toBe(false);
      // Its ends are ticks and frames of the page, not the moments at which the test acted.
      expect(from).toBeGreaterThan(closedAt - 2_000);
      expect(from).toBeLessThan(closedAt + 2_000);
      expect(to).toBeGreaterThan(openedAt - 100);
      const times = (await ticksOf(pair)).map(({ timestamp }) => timestamp);
      expect(times.filter((time) => time > from && time < to)).toEqual([]);
      expect(times.some((time) => time <= from)).toBe(true);
      expect(times).toContain(to);
    }

    // The pair that the page shows got its history, so nothing of it is missing.
    const missed = line.simulator
      .sent()
      .filter(({ pair, timestamp }) => pair === SHOWN && timestamp > closedAt && timestamp < openedAt);
    expect(missed.length).toBeGreaterThan(20);
    expect(await ticksOf(SHOWN)).toEqual(expect.arrayContaining(missed));
    expect(await settles(async () => (await readGaps(line.relay, SHOWN)).length === 0)).toBe(true);

    // Showing another pair brings the history of that one.
    const [chosen, left] = OTHERS;
    const reopened = line.browser.context.pages().at(-1);
    await reopened?.locator(`button[data-pair="${chosen}"]`).click();
    expect(await settles(async () => (await readGaps(line.relay, chosen)).length === 0)).toBe(true);
    expect(
      (await ticksOf(chosen)).some(({ timestamp }) => timestamp > closedAt && timestamp < openedAt),
    ).toBe(true);
    expect(await readGaps(line.relay, left)).toHaveLength(1);
  });

  it('is told apart from a quiet market, which leaves none', async ({ onTestFinished }) => {
    const { line, ticksOf, keptAfter, reopenAfterAWhile } = await openLine(onTestFinished);
    const page = await line.openBrokerPage();
    expect(await keptAfter(Date.now())).toBe(true);
    line.simulator.pause();
    const pausedAt = Date.now();
    await settles(() => Promise.resolve(Date.now() >= pausedAt + CLOSED_MS));
    const resumedAt = Date.now();
    line.simulator.resume();
    expect(await keptAfter(resumedAt)).toBe(true);
    const { closedAt } = await reopenAfterAWhile(page);
    for (const pair of OTHERS) {
      // The gap after it shows that the quiet stretch was looked at.
      expect(await settles(async () => (await readGaps(line.relay, pair))[0]?.to !== undefined)).toBe(true);
      const gaps = await readGaps(line.relay, pair);
      expect(gaps).toHaveLength(1);
      expect(gaps[0]?.from).toBeGreaterThan(closedAt - 2_000);
      const times = (await ticksOf(pair)).map(({ timestamp }) => timestamp);
      // A tick that was overdue when the market paused carries the time at which it would have come.
      expect(times.filter((time) => time > pausedAt + 1_000 && time < resumedAt - 1_000)).toEqual([]);
    }
  });

  it('is said under the chart, once it is over and while it lasts', async ({ onTestFinished }) => {
    const { line, ticksOf, keptAfter, reopenAfterAWhile } = await openLine(onTestFinished);
    const page = await line.openBrokerPage();
    expect(await keptAfter(Date.now())).toBe(true);
    const { panel } = line;
    await panel.locator(`button[data-pair="${OTHERS[0]}"]`).click();
    await panel.locator('button[data-timeframe="1s"]').click();
    const note = panel.locator('.feed-note');
    expect(await note.count()).toBe(0);
    const { openedAt } = await reopenAfterAWhile(page);
    await note.waitFor();
    expect(await note.textContent()).toMatch(/^No feed \d\d:\d\d:\d\d–\d\d:\d\d:\d\d: /);

    // The page stays, and only its sockets close: no frame comes after that with which the rest could be claimed.
    expect(await keptAfter(openedAt + 2_000)).toBe(true);
    await line.browser.context.pages().at(-1)?.evaluate(disconnectSockets);
    // Without any act of the viewer: the relay notices that the claims stay away.
    await panel.locator('.feed-note.lasting').waitFor({ timeout: 90_000 });
    expect(await note.textContent()).toMatch(/^No feed since \d\d:\d\d: /);
    for (const pair of OTHERS) {
      const lasting = (await readGaps(line.relay, pair)).at(-1);
      expect(lasting?.to).toBeUndefined();
      expect(lasting?.from).toBeGreaterThanOrEqual((await ticksOf(pair)).at(-1)?.timestamp ?? Infinity);
    }
  });
});

/** Runs in the page: its own client leaves every socket and does not come back. */
const disconnectSockets = (): void => {
  const { broker } = globalThis as unknown as {
    broker: { sockets: Record<string, { disconnect(): void }> };
  };
  for (const socket of Object.values(broker.sockets)) socket.disconnect();
};

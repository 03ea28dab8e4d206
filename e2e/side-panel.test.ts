import { afterAll, beforeAll, expect, it } from 'vitest';
import { readDiagnostics } from '../testing/panel-diagnostics.ts';
import { settles, startWholeLine, type WholeLine } from '../testing/whole-line.ts';

let line: WholeLine;

beforeAll(async () => {
  line = await startWholeLine();
  await line.openBrokerPage();
});

afterAll(() => line.stop());

it('docks beside the page, where it watches on its own', async () => {
  const tab = await line.browser.openPanel();
  const statusBefore = line.browser.context.pages().length;
  await tab.locator('[data-action="dock"]').click();
  await tab.close();
  await line.panel.close();
  // A side panel is no page to the debugger; the relay sees its connection.
  const viewers = async (): Promise<number> => {
    const response = await fetch(`${line.relay.url}/metrics`, {
      headers: { authorization: `Bearer ${line.relay.ownerToken}` },
    });
    return Number(/tick_relay_connections\{role="view"\} (\d+)/.exec(await response.text())?.[1]);
  };
  expect(await settles(async () => (await viewers()) === 1)).toBe(true);
  expect(line.browser.context.pages().length).toBe(statusBefore - 2);
});

it('shows the pair that is chosen, in the timeframe that is chosen, and remembers both', async () => {
  const tab = await line.browser.openPanel();
  await tab.locator('button[data-pair="GBPUSD_otc"]').click();
  await tab.locator('button[data-timeframe="5s"]').click();
  const shown = async (): Promise<unknown[]> => [
    await readDiagnostics(tab, 'pair'),
    await readDiagnostics(tab, 'timeframe'),
  ];
  expect(await shown()).toEqual(['GBPUSD_otc', '5s']);
  await tab.reload();
  await settles(async () => (await readDiagnostics(tab, 'candles')).length > 0);
  expect(await shown()).toEqual(['GBPUSD_otc', '5s']);
  const times = (await readDiagnostics(tab, 'candles')).map(({ time }) => time % 5_000);
  expect(new Set(times)).toEqual(new Set([0]));
  await tab.close();
});

import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDiagnostics } from '../testing/panel-diagnostics.ts';
import { settles, startWholeLine, type WholeLine } from '../testing/whole-line.ts';

/** What is seen in a picture: its size and how many of its pixels have one of these colours. */
interface Seen {
  readonly width: number;
  readonly height: number;
  /** Of the caption's strip, other than its ground. */
  readonly written: number;
  /** Of the chart, in the colours of rising and falling candles. */
  readonly candles: number;
}

describe('what the trader takes away', () => {
  let line: WholeLine;
  let panel: Page;

  beforeAll(async () => {
    line = await startWholeLine();
    await line.openBrokerPage();
    ({ panel } = line);
    await settles(async () => (await readDiagnostics(panel, 'candles')).length > 3);
    line.simulator.pause();
    const last = line.simulator.sentLiveTicks().at(-1);
    await settles(async () => {
      const { total } = await panel.evaluate(() => ({
        total: globalThis.tickRelayDiagnostics?.total.received ?? 0,
      }));
      return last !== undefined && total >= line.simulator.sentLive();
    });
    await line.browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await panel.bringToFront();
    await panel.locator('[data-action="save"]').click();
  });

  afterAll(() => line.stop());

  const download = async (action: string): Promise<{ name: string; content: Buffer }> => {
    const begun = panel.waitForEvent('download');
    await panel.locator(`[data-action="${action}"]`).click();
    const file = await begun;
    return { name: file.suggestedFilename(), content: await readFile(await file.path()) };
  };

  const said = (text: RegExp): Promise<void> =>
    panel.locator('.save-outcome').filter({ hasText: text }).waitFor();

  /** Looks at a PNG, in base64, as the browser decodes it. */
  const look = (png: string): Promise<Seen> =>
    panel.evaluate(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('There is no canvas.');
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, image.width, image.height);
      const colors = new Map<string, number>();
      const chart = document.querySelector('.chart-canvas')?.getBoundingClientRect();
      const stripEnd = image.width * (image.height - Math.round((chart?.height ?? 0) * devicePixelRatio) - 2);
      let written = 0;
      for (let pixel = 0; pixel < image.width * image.height; pixel++) {
        const color = [...data.subarray(pixel * 4, pixel * 4 + 3)].join();
        const ground = [...data.subarray(0, 3)].join();
        if (pixel >= stripEnd) colors.set(color, (colors.get(color) ?? 0) + 1);
        else if (color !== ground) written++;
      }
      const candles = (colors.get('38,166,154') ?? 0) + (colors.get('239,83,80') ?? 0);
      return { width: image.width, height: image.height, written, candles };
    }, png);

  const expectChart = async ({ width, height, written, candles }: Seen): Promise<void> => {
    const chart = await panel.evaluate(() => {
      const { width, height } = document.querySelector('.chart-canvas')?.getBoundingClientRect() ?? {
        width: 0,
        height: 0,
      };
      return { width: width * devicePixelRatio, height: height * devicePixelRatio };
    });
    expect(Math.abs(width - chart.width)).toBeLessThan(2);
    expect(height).toBeGreaterThan(chart.height + 10);
    expect(written).toBeGreaterThan(200);
    expect(candles).toBeGreaterThan(200);
  };

  it('is the candles on the chart as CSV', async () => {
    const { name, content } = await download('save-candles');
    const candles = await readDiagnostics(panel, 'candles');
    const [first] = candles;
    const from = new Date(first?.time ?? 0).toISOString().replace(/\.\d+|[-:]/g, '');
    expect(name).toBe(`EURUSD_otc-1m-${from}.csv`);
    await said(new RegExp(name));
    const [header, ...lines] = content.toString('utf8').split('\r\n');
    expect(header).toBe('time,open,high,low,close,ticks');
    expect(lines.pop()).toBe('');
    expect(lines.length).toBe(candles.length);
    const read = lines.map((text) => {
      const [time = '', open, high, low, close] = text.split(',');
      const prices = { open: Number(open), high: Number(high), low: Number(low), close: Number(close) };
      return { time: new Date(time).getTime(), ...prices };
    });
    expect(read).toEqual(candles);
    expect(lines[0]?.split(',')[1]).toMatch(/^\d\.\d{5}$/);
  });

  it('is a picture of the chart with a caption, as a file', async () => {
    const { name, content } = await download('save-picture');
    expect(name).toMatch(/^EURUSD_otc-1m-\d{8}T\d{6}Z\.png$/);
    await expectChart(await look(content.toString('base64')));
  });

  it('is the same picture in the clipboard', async () => {
    await panel.locator('[data-action="copy-picture"]').click();
    await said(/copied/);
    const png = await panel.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const bytes = new Uint8Array((await (await item?.getType('image/png'))?.arrayBuffer()) ?? []);
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    });
    await expectChart(await look(png));
  });

  it('is the price, from the menu and by a click or a key on it in the header', async () => {
    const copied = (): Promise<string> => panel.evaluate(() => navigator.clipboard.readText());
    const price = (await panel.locator('.headline-price').textContent()) ?? '';
    expect(price).toMatch(/^\d\.\d{5}$/);
    await panel.locator('[data-action="copy-price"]').click();
    await said(/Copied/);
    expect(await copied()).toBe(price);

    await panel.evaluate(() => navigator.clipboard.writeText(''));
    await panel.keyboard.press('Escape');
    await panel.locator('.copy-price').click();
    await settles(async () => (await copied()) !== '');
    expect(await copied()).toBe(price);

    await panel.evaluate(() => navigator.clipboard.writeText(''));
    await panel.locator('.copy-price').press('Enter');
    await settles(async () => (await copied()) !== '');
    expect(await copied()).toBe(price);
  });
});

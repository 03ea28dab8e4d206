/**
 * `npm run demo`: the whole line on this machine, with nothing installed but Node and a browser. With
 * `--headless --seconds 20 --screenshot FILE` it runs unseen and ends with a line of figures; the status is 0
 * only if every tick that was sent was kept and drawn.
 */
import { resolve } from 'node:path';
import { program } from 'commander';
import { startLiveViewer, type LiveViewer } from '../testing/live-viewer.ts';
import { chartLatencySamples } from '../testing/panel-diagnostics.ts';
import { quantile } from '../shared/quantile.ts';
import { settledComparison, settledDrawing, startWholeLine, type WholeLine } from '../testing/whole-line.ts';

interface DemoOptions {
  readonly headless: boolean;
  readonly seconds?: number;
  readonly screenshot?: string;
  readonly rate: number;
  readonly replay?: string;
  readonly speed: number;
}

const wholeNumber = (value: string): number => {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) program.error(`"${value}" is not a whole number from 1 up.`);
  return number;
};

const options = program
  .name('npm run demo --')
  .description('Shows QuFLX Tick Relay with a simulated broker: page, extension, relay and live chart.')
  .option('--headless', 'run without a window', false)
  .option('--seconds <n>', 'end after this time with a line of figures', wholeNumber)
  .option('--screenshot <file>', 'save a picture of the panel at the end')
  .option('--rate <n>', 'ticks a minute over all pairs', wholeNumber, 1_000)
  .option('--replay <name>', 'replay a recording from ../shared/recordings instead of synthetic ticks')
  .option('--speed <n>', 'speed of the replay, 1 to 100', wholeNumber, 1)
  .parse()
  .opts<DemoOptions>();

/** Docks the panel beside the page, as a click on the extension's icon does, and leaves the page in front. */
const showPanelBesidePage = async (line: WholeLine): Promise<void> => {
  const tab = await line.browser.openPanel();
  await tab.locator('[data-action="dock"]').click();
  await tab.close();
  await line.panel.close();
  const [blank] = line.browser.context.pages();
  if (blank?.url() === 'about:blank') await blank.close();
};

const untilInterrupted = (): Promise<void> =>
  new Promise((resolveWait) => {
    process.once('SIGINT', () => resolveWait());
    process.once('SIGTERM', () => resolveWait());
  });

const untilOver = async (line: WholeLine): Promise<void> => {
  const closed = new Promise<void>((resolveWait) => line.browser.context.once('close', () => resolveWait()));
  const over = options.seconds
    ? new Promise<void>((resolveWait) => setTimeout(resolveWait, (options.seconds ?? 0) * 1000))
    : untilInterrupted();
  await Promise.race([closed, over]);
};

/** Holds sent against kept and drawn, and prints the line of figures. */
const report = async (line: WholeLine, viewer: LiveViewer): Promise<boolean> => {
  line.simulator.pause();
  const live = line.simulator.sentLive();
  const kept = await settledComparison(line);
  const drawn = await settledDrawing(line, viewer);
  const latency = await chartLatencySamples(line.panel);
  const lost = kept.missing.length + drawn.missing.length;
  const complete = live > 0 && lost === 0 && kept.unexpected.length === 0 && drawn.total === drawn.sentOut;
  console.log(
    [
      `sent ${kept.sent} (${live} live)`,
      `kept ${kept.kept}`,
      `drawn ${drawn.total} of ${drawn.sentOut} shown live (${drawn.chart} on the chart, ${drawn.list} in the list)`,
      `page to chart p50 ${quantile(latency, 0.5).toFixed(1)} ms, p99 ${quantile(latency, 0.99).toFixed(1)} ms`,
      complete ? 'complete' : `INCOMPLETE: ${lost} missing, ${kept.unexpected.length} unexpected`,
    ].join(' · '),
  );
  return complete;
};

const main = async (): Promise<void> => {
  const line = await startWholeLine({
    simulator: options.replay
      ? { replay: { name: options.replay, speed: options.speed } }
      : { ticksPerMinute: options.rate },
    browser: { headless: options.headless },
  });
  const viewer = await startLiveViewer(line.relay);
  try {
    const page = await line.openBrokerPage();
    if (!options.headless) await showPanelBesidePage(line);
    console.log(
      `Broker page ${line.simulator.url} · relay ${line.relay.url} · data in ${line.relay.dataDir}`,
    );
    if (!options.seconds) console.log('Close the browser or press Ctrl-C to end.');
    if (!options.headless) await page.bringToFront();
    await untilOver(line);
    if (!options.headless) return;
    const complete = await report(line, viewer);
    if (options.screenshot) await line.panel.screenshot({ path: resolve(options.screenshot) });
    process.exitCode = complete ? 0 : 1;
  } finally {
    await viewer.close();
    await line.stop();
  }
};

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

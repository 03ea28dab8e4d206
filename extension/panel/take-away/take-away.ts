import { milliseconds } from '../../../shared/units.ts';
import type { PanelSession } from '../panel-session.ts';
import { candlesCsv } from './candles-csv.ts';
import { toPng, withCaption } from './chart-picture.ts';
import { fileName } from './file-name.ts';
import { saveFile } from './save-file.ts';

const SECOND_MS = 1_000;

/** `2026-11-23 07:55:12 UTC` */
const utc = (time: number): string => `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/** The shown chart as a PNG, with pair, timeframe and time above it. */
const picture = (session: PanelSession): Promise<Blob> => {
  const { timeframe = '' } = session.shown.value ?? {};
  const caption = { title: `${session.shownLabel.value} · ${timeframe}`, time: utc(Date.now()) };
  return toPng(withCaption(session.chart.picture(), caption, devicePixelRatio));
};

/** Answers the file's name; `undefined` where there is no chart. */
export const savePicture = async (session: PanelSession): Promise<string | undefined> => {
  const shown = session.shown.value;
  if (!shown) return undefined;
  const name = fileName(shown, milliseconds(Date.now()), 'png');
  saveFile(await picture(session), name);
  return name;
};

/** Rejects where the panel has not the focus. */
export const copyPicture = (session: PanelSession): Promise<void> =>
  // The clipboard takes the promise: waiting for the picture first would outlast the click.
  navigator.clipboard.write([new ClipboardItem({ 'image/png': picture(session) })]);

/** Saves the candles that are on the chart; answers the file's name, `undefined` where there are none. */
export const saveCandles = (session: PanelSession): string | undefined => {
  const shown = session.shown.value;
  const { candles } = session.chart;
  const [first] = candles;
  if (!shown || !first) return undefined;
  const digits = session.quote(shown.pair)?.digits ?? 0;
  const name = fileName(shown, milliseconds(Math.floor(first.time / SECOND_MS) * SECOND_MS), 'csv');
  saveFile(new Blob([candlesCsv(candles, digits)], { type: 'text/csv;charset=utf-8' }), name);
  return name;
};

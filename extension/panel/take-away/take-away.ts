import { milliseconds } from '../../../shared/units.ts';
import { timeZone } from '../chart/time-zone.ts';
import type { PanelSession } from '../panel-session.ts';
import { candlesCsv, ticksCsv } from './candles-csv.ts';
import { captionTime } from './caption-time.ts';
import { toPng, withCaption } from './chart-picture.ts';
import { fileName } from './file-name.ts';
import { saveFile } from './save-file.ts';

const SECOND_MS = 1_000;

/** The shown chart as a PNG, with pair, interval and time above it. */
const picture = (session: PanelSession): Promise<Blob> => {
  const caption = {
    title: `${session.shownLabel} · ${session.chart.interval ?? ''}`,
    time: captionTime(Date.now(), timeZone.value),
  };
  return toPng(withCaption(session.chart.picture(), caption, devicePixelRatio));
};

/** Answers the file's name; `undefined` where there is no chart. */
export const savePicture = async (session: PanelSession): Promise<string | undefined> => {
  const { pair, interval } = session.chart;
  if (pair === undefined || interval === undefined) return undefined;
  const name = fileName(pair, interval, milliseconds(Date.now()), 'png');
  saveFile(await picture(session), name);
  return name;
};

/** Rejects where the panel has not the focus. */
export const copyPicture = (session: PanelSession): Promise<void> =>
  // The clipboard takes the promise: waiting for the picture first would outlast the click.
  navigator.clipboard.write([new ClipboardItem({ 'image/png': picture(session) })]);

/** Saves the candles or ticks that are on the chart; answers the file's name, `undefined` where there are none. */
export const saveCandles = (session: PanelSession): string | undefined => {
  const { pair, interval, candles, digits = 0 } = session.chart;
  const [first] = candles;
  if (pair === undefined || interval === undefined || !first) return undefined;
  const name = fileName(pair, interval, milliseconds(Math.floor(first.time / SECOND_MS) * SECOND_MS), 'csv');
  const text = interval === 'ticks' ? ticksCsv(candles, digits) : candlesCsv(candles, digits);
  saveFile(new Blob([text], { type: 'text/csv;charset=utf-8' }), name);
  return name;
};

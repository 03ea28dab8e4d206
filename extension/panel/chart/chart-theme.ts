import { ColorType, CrosshairMode, type ChartOptions, type DeepPartial } from 'lightweight-charts';
import { withAlpha } from './color.ts';

/** The colours of everything that is drawn on the chart's canvas, as CSS has them. */
export interface ThemeColors {
  readonly background: string;
  readonly text: string;
  readonly grid: string;
  readonly divider: string;
  readonly crosshair: string;
  readonly label: string;
  readonly up: string;
  readonly down: string;
  readonly line: string;
  readonly areaTop: string;
  readonly areaBottom: string;
  readonly warning: string;
}

/** The chart draws on canvas, so it is told the colours that the style sheet gives everything else. */
export const themeColors = (): ThemeColors => {
  const styles = getComputedStyle(document.documentElement);
  const color = (name: string) => styles.getPropertyValue(name).trim();
  const line = color('--accent');
  return {
    background: color('--background'),
    text: color('--muted'),
    grid: color('--grid-faint'),
    divider: color('--grid'),
    crosshair: color('--crosshair'),
    label: color('--label'),
    up: color('--up'),
    down: color('--down'),
    line,
    areaTop: withAlpha(line, AREA_ALPHA),
    areaBottom: withAlpha(line, 0),
    warning: color('--warning'),
  };
};

const FONT_SIZE = 11;
const AREA_ALPHA = 0.28;

export const chartOptions = (): DeepPartial<ChartOptions> => {
  const { background, text, grid, divider, crosshair, label } = themeColors();
  const line = { color: crosshair, labelBackgroundColor: label };
  return {
    layout: {
      background: { type: ColorType.Solid, color: background },
      textColor: text,
      fontSize: FONT_SIZE,
      fontFamily: getComputedStyle(document.body).fontFamily,
      panes: { separatorColor: divider, separatorHoverColor: grid },
      // The footer carries the notice and the link instead.
      attributionLogo: false,
    },
    grid: { vertLines: { color: grid }, horzLines: { color: grid } },
    rightPriceScale: { borderColor: divider, scaleMargins: { top: 0.08, bottom: 0.08 } },
    timeScale: { borderColor: divider },
    crosshair: { mode: CrosshairMode.Normal, vertLine: line, horzLine: line },
  };
};

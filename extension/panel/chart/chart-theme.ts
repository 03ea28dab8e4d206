import {
  ColorType,
  CrosshairMode,
  type CandlestickSeriesPartialOptions,
  type ChartOptions,
  type DeepPartial,
} from 'lightweight-charts';

/** The chart draws on canvas, so it is told the colours that the style sheet gives everything else. */
const themeColors = () => {
  const styles = getComputedStyle(document.documentElement);
  const color = (name: string) => styles.getPropertyValue(name).trim();
  return {
    background: color('--background'),
    text: color('--muted'),
    grid: color('--grid-faint'),
    divider: color('--grid'),
    crosshair: color('--crosshair'),
    label: color('--label'),
    up: color('--up'),
    down: color('--down'),
  };
};

const FONT_SIZE = 11;

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

export const seriesOptions = (): CandlestickSeriesPartialOptions => {
  const { up, down } = themeColors();
  return {
    upColor: up,
    downColor: down,
    wickUpColor: up,
    wickDownColor: down,
    borderVisible: false,
  };
};

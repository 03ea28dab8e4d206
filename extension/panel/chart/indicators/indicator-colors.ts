import type { IndicatorColor } from './indicator-choice.ts';
import { INDICATOR_COLORS } from './indicator-choice.ts';
import type { IndicatorOutput } from './indicator-kind.ts';

/** The custom property of the style sheet that holds a colour. */
export const colorVariable = (color: IndicatorColor): string => `--indicator-${color}`;

/** The colours of one indicator, as the style sheet has them now. */
export interface IndicatorPaint {
  readonly own: string;
  readonly second: string;
  readonly up: string;
  readonly down: string;
  readonly guide: string;
  readonly text: string;
  readonly background: string;
}

/** A canvas cannot look them up by itself. */
export const paintOf = (color: IndicatorColor): IndicatorPaint => {
  const styles = getComputedStyle(document.documentElement);
  const read = (name: string): string => styles.getPropertyValue(name).trim();
  const second = INDICATOR_COLORS[(INDICATOR_COLORS.indexOf(color) + 1) % INDICATOR_COLORS.length] ?? color;
  return {
    own: read(colorVariable(color)),
    second: read(colorVariable(second)),
    up: read('--up'),
    down: read('--down'),
    guide: read('--crosshair'),
    text: read('--muted'),
    background: read('--background'),
  };
};

/** The colour of an output, there where its indicator rises or falls. */
export const colorOf = (
  { color }: IndicatorOutput,
  paint: IndicatorPaint,
  isRising: boolean | undefined,
): string => (color === 'direction' ? (isRising ? paint.up : paint.down) : paint[color]);

import type { IPanePrimitive, IPanePrimitivePaneView, PaneAttachedParameter } from 'lightweight-charts';

export interface LabelPart {
  readonly text: string;
  readonly color: string;
}

export interface LabelStyle {
  readonly fontFamily: string;
  /** Of the halo that keeps it legible over lines and candles. */
  readonly background: string;
}

const FONT_SIZE_PX = 11;
const ROW_PX = 16;
const LEFT_PX = 8;
const PART_GAP_PX = 6;
const HALO_PX = 3;

type Renderer = NonNullable<ReturnType<IPanePrimitivePaneView['renderer']>>;

/**
 * An indicator's name and values at the top left of its pane. It is part of the canvas: drawn with the chart's own
 * frames, moved with the pane, and there in a picture of the chart.
 */
export class IndicatorLabel implements IPanePrimitive {
  /** From the top of the pane, px. */
  top = 0;
  readonly #views: readonly IPanePrimitivePaneView[];
  #requestUpdate: (() => void) | undefined;

  /** `parts` and `style` are asked each time it is drawn. */
  constructor(parts: () => readonly LabelPart[], style: () => LabelStyle) {
    const renderer: Renderer = {
      draw: (target) => {
        target.useMediaCoordinateSpace(({ context }) => {
          this.#draw(context, parts(), style());
        });
      },
    };
    this.#views = [{ renderer: () => renderer }];
  }

  /** From row `row` of those that share the pane, below `above` px. */
  place(row: number, above: number): void {
    const top = above + row * ROW_PX;
    if (top === this.top) return;
    this.top = top;
    this.redraw();
  }

  /** Draws it in the chart's next frame. */
  redraw(): void {
    this.#requestUpdate?.();
  }

  attached({ requestUpdate }: PaneAttachedParameter): void {
    this.#requestUpdate = requestUpdate;
  }

  detached(): void {
    this.#requestUpdate = undefined;
  }

  paneViews(): readonly IPanePrimitivePaneView[] {
    return this.#views;
  }

  #draw(
    context: CanvasRenderingContext2D,
    parts: readonly LabelPart[],
    { fontFamily, background }: LabelStyle,
  ): void {
    context.font = `${FONT_SIZE_PX}px ${fontFamily}`;
    context.textBaseline = 'middle';
    context.textAlign = 'left';
    context.lineJoin = 'round';
    context.lineWidth = HALO_PX;
    context.strokeStyle = background;
    let x = LEFT_PX;
    for (const { text, color } of parts) {
      const y = this.top + ROW_PX / 2;
      context.strokeText(text, x, y);
      context.fillStyle = color;
      context.fillText(text, x, y);
      x += context.measureText(text).width + PART_GAP_PX;
    }
  }
}

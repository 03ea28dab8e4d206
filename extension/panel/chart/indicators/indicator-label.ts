import type { IPrimitivePaneView, ISeriesPrimitive, SeriesAttachedParameter } from 'lightweight-charts';

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

type Renderer = NonNullable<ReturnType<IPrimitivePaneView['renderer']>>;

/**
 * An indicator's name and values at the top left of its pane. It is part of the canvas: drawn with the chart's own
 * frames, moved with the pane, and there in a picture of the chart. It belongs to a series so that it lies over its
 * lines; a pane's own primitives lie under them.
 */
export class IndicatorLabel implements ISeriesPrimitive {
  /** From the top of the pane, px. */
  top = 0;
  readonly #views: readonly IPrimitivePaneView[];
  #requestUpdate: (() => void) | undefined;

  /** `parts` and `style` are asked each time it is drawn. */
  constructor(parts: () => readonly LabelPart[], style: () => LabelStyle) {
    const renderer: Renderer = {
      draw: (target) => {
        target.useMediaCoordinateSpace(({ context, mediaSize }) => {
          this.#draw(context, mediaSize.width, parts(), style());
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

  attached({ requestUpdate }: SeriesAttachedParameter): void {
    this.#requestUpdate = requestUpdate;
  }

  detached(): void {
    this.#requestUpdate = undefined;
  }

  paneViews(): readonly IPrimitivePaneView[] {
    return this.#views;
  }

  #draw(
    context: CanvasRenderingContext2D,
    width: number,
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
      const textWidth = context.measureText(text).width;
      // Half a number would be another number.
      if (x + textWidth > width && x > LEFT_PX) return;
      const y = this.top + ROW_PX / 2;
      context.strokeText(text, x, y);
      context.fillStyle = color;
      context.fillText(text, x, y);
      x += textWidth + PART_GAP_PX;
    }
  }
}

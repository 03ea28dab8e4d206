import type {
  IPrimitivePaneRenderer,
  IPrimitivePaneView,
  ISeriesPrimitive,
  PrimitivePaneViewZOrder,
  UTCTimestamp,
} from 'lightweight-charts';

export type Primitive = ISeriesPrimitive<UTCTimestamp>;
/** The canvas that a primitive draws on. */
export type DrawingTarget = Parameters<IPrimitivePaneRenderer['draw']>[0];

/** A view of the chart's pane that draws by calling `draw`. */
export const paneView = (
  zOrder: PrimitivePaneViewZOrder,
  draw: (target: DrawingTarget) => void,
): IPrimitivePaneView => {
  const renderer: IPrimitivePaneRenderer = { draw };
  return { zOrder: () => zOrder, renderer: () => renderer };
};

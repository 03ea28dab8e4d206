import type { DrawnIndicator } from '../../diagnostics.ts';
import { milliseconds } from '../../../../shared/units.ts';
import { NO_COLOR } from './indicator-series.ts';
import type { IndicatorLayer } from './indicator-layer.ts';

/** What the chart holds of an indicator, in plain values. */
export const drawnIndicator = (layer: IndicatorLayer): DrawnIndicator => ({
  kind: layer.choice.kind,
  settings: layer.choice.settings,
  label: layer.legend.text,
  pane: layer.pane.paneIndex(),
  height: layer.pane.getHeight(),
  outputs: layer.outputs.map(({ name, bars }) => ({
    name,
    points: bars.flatMap((bar) =>
      'value' in bar
        ? [
            {
              time: milliseconds(Number(bar.time) * 1_000),
              value: bar.value,
              isLeftOut: bar.color === NO_COLOR,
            },
          ]
        : [],
    ),
  })),
});

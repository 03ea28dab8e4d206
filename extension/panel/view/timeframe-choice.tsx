import { TIMEFRAMES } from '../../../shared/timeframe.ts';
import { chartType } from '../chart/chart-type.ts';
import type { PanelSession } from '../panel-session.ts';
import { texts } from '../texts/texts.ts';
import { RadioGroup } from './radio-group.tsx';

const OPTIONS = TIMEFRAMES.map((value) => ({ value, className: 'timeframe', content: value }));

/** The timeframe of the chart in focus; of single ticks none is chosen. */
export const TimeframeChoice = ({ session }: { session: PanelSession }) => (
  <RadioGroup
    name="timeframe"
    className="timeframes"
    label={texts.timeframe}
    options={OPTIONS}
    current={session.selection.shown.value?.timeframe}
    isChosen={chartType.signal.value !== 'ticks'}
    onChoose={(index) => {
      const timeframe = TIMEFRAMES[index];
      if (timeframe) session.chooseTimeframe(timeframe);
    }}
  />
);

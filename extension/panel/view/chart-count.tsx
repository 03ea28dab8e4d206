import type { PanelSession } from '../panel-session.ts';
import { texts } from '../texts/texts.ts';
import { MOST_CHARTS } from '../workspace/charts-choice.ts';
import { PopoverButton } from './popover-button.tsx';
import { RadioGroup } from './radio-group.tsx';

const GRID_PATH = 'M2.5 2.5h11v11h-11zM8 2.5v11M2.5 8h11';

const OPTIONS = Array.from({ length: MOST_CHARTS }, (_, index) => ({
  value: String(index + 1),
  className: 'timeframe',
  content: index + 1,
  label: texts.charts.count(index + 1),
}));

/** How many charts the grid has, where there is room for one. */
export const ChartCount = ({ session: { selection } }: { session: PanelSession }) => {
  const chosen = selection.charts.value.length;
  if (!selection.hasRoom.value || chosen === 0) return null;
  return (
    <PopoverButton name="chart-count" label={`${texts.charts.title}: ${chosen}`} icon={GRID_PATH}>
      <RadioGroup
        name="count"
        className="chart-counts"
        label={texts.charts.title}
        options={OPTIONS}
        current={String(chosen)}
        onChoose={(index) => selection.chooseCount(index + 1)}
      />
    </PopoverButton>
  );
};

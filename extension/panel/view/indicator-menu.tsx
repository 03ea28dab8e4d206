import type { IndicatorChoices } from '../chart/indicators/indicator-choices.ts';
import { INDICATOR_NAMES, kindOf, type IndicatorName } from '../chart/indicators/indicator-kinds.ts';
import { texts } from '../texts/texts.ts';
import { IndicatorRow } from './indicator-row.tsx';
import { PopoverButton } from './popover-button.tsx';

const WAVE_PATH = 'M1.5 11.5 5 6l3.5 4 2.5-6 3.5 4M1.5 14.5h13';
const OVER_CANDLES = INDICATOR_NAMES.filter((name) => !kindOf(name).pane);
const IN_PANES = INDICATOR_NAMES.filter((name) => kindOf(name).pane);

interface AddGroupProps {
  readonly title: string;
  readonly names: readonly IndicatorName[];
  readonly choices: IndicatorChoices;
}

const AddGroup = ({ title, names, choices }: AddGroupProps) => (
  <div class="indicator-add" role="group" aria-label={`${texts.indicators.add}: ${title}`}>
    <span class="indicator-place" aria-hidden="true">
      {title}
    </span>
    {names.map((name) => (
      <button
        key={name}
        type="button"
        class="button"
        data-indicator={name}
        title={texts.indicators.kinds[name].name}
        onClick={() => choices.add(name)}
      >
        {texts.indicators.kinds[name].short}
      </button>
    ))}
  </div>
);

/** The indicators that are on the chart with their settings, and those that can be added. */
export const IndicatorMenu = ({ choices }: { choices: IndicatorChoices }) => (
  <PopoverButton name="indicators" label={texts.indicators.menu} icon={WAVE_PATH}>
    <div class="indicator-menu">
      <ul class="indicator-list" aria-label={texts.indicators.active}>
        {choices.signal.value.map((choice) => (
          <IndicatorRow key={choice.id} choice={choice} choices={choices} />
        ))}
      </ul>
      {choices.signal.value.length === 0 && <p class="indicator-none">{texts.indicators.none}</p>}
      <AddGroup title={texts.indicators.overCandles} names={OVER_CANDLES} choices={choices} />
      <AddGroup title={texts.indicators.inPanes} names={IN_PANES} choices={choices} />
    </div>
  </PopoverButton>
);

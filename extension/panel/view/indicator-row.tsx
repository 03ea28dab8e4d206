import { INDICATOR_COLORS, type IndicatorChoice } from '../chart/indicators/indicator-choice.ts';
import type { IndicatorChoices } from '../chart/indicators/indicator-choices.ts';
import { colorVariable } from '../chart/indicators/indicator-colors.ts';
import { boundedSetting, type NumberSetting } from '../chart/indicators/indicator-kind.ts';
import { kindOf } from '../chart/indicators/indicator-kinds.ts';
import { texts } from '../texts/texts.ts';

const CROSS_PATH = 'm4.5 4.5 7 7m0-7-7 7';

interface NumberFieldProps {
  readonly label: string;
  readonly setting: NumberSetting;
  readonly value: number;
  readonly onValue: (value: number) => void;
}

/** Shows each number that is within its bounds at once; leaving the field mends what is not. */
const NumberField = ({ label, setting, value, onValue }: NumberFieldProps) => (
  <label class="indicator-setting">
    {label}
    <input
      type="number"
      min={setting.min}
      max={setting.max}
      step={setting.step}
      value={value}
      onInput={({ currentTarget }) => {
        if (currentTarget.validity.valid && currentTarget.value !== '') onValue(currentTarget.valueAsNumber);
      }}
      onBlur={({ currentTarget }) => {
        const { valueAsNumber } = currentTarget;
        const bounded = Number.isNaN(valueAsNumber) ? value : boundedSetting(setting, valueAsNumber);
        currentTarget.value = String(bounded);
        if (bounded !== value) onValue(bounded);
      }}
    />
  </label>
);

/** The focus must not be lost with the button that had it. */
const focusBeside = (row: HTMLElement | null): void => {
  const beside = row?.nextElementSibling ?? row?.previousElementSibling;
  const next =
    beside?.querySelector<HTMLElement>('[data-remove]') ??
    row?.closest('.indicator-menu')?.querySelector<HTMLElement>('[data-indicator]');
  next?.focus();
};

export interface IndicatorRowProps {
  readonly choice: IndicatorChoice;
  readonly choices: IndicatorChoices;
}

/** An indicator on the chart: its colour, its settings, and a button that removes it. */
export const IndicatorRow = ({ choice, choices }: IndicatorRowProps) => {
  const { id, kind, settings, color } = choice;
  const label = texts.indicators.label(kind, Object.values(settings));
  const { settings: bounds, outputs } = kindOf(kind);
  return (
    <li>
      <div class="indicator-row" role="group" aria-label={label}>
        <span class="indicator-name" title={texts.indicators.kinds[kind].name}>
          <b>{texts.indicators.kinds[kind].short}</b> {texts.indicators.kinds[kind].name}
        </span>
        <button
          type="button"
          class="icon-button"
          data-remove={id}
          aria-label={texts.indicators.remove(label)}
          title={texts.indicators.remove(label)}
          onClick={({ currentTarget }) => {
            focusBeside(currentTarget.closest('li'));
            choices.remove(id);
          }}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d={CROSS_PATH} />
          </svg>
        </button>
        <div class="indicator-settings">
          {Object.entries(bounds).map(([name, setting]) => (
            <NumberField
              key={name}
              label={texts.indicators.setting(name)}
              setting={setting}
              value={settings[name] ?? setting.initial}
              onValue={(value) => choices.change(id, { settings: { [name]: value } })}
            />
          ))}
          {outputs.some((output) => output.color === 'own') && (
            <div class="indicator-colors" role="radiogroup" aria-label={texts.indicators.color}>
              {INDICATOR_COLORS.map((offered) => (
                <input
                  key={offered}
                  type="radio"
                  name={`indicator-color-${id}`}
                  aria-label={texts.indicators.colors[offered]}
                  title={texts.indicators.colors[offered]}
                  style={{ color: `var(${colorVariable(offered)})` }}
                  checked={offered === color}
                  onChange={() => choices.change(id, { color: offered })}
                />
              ))}
            </div>
          )}
        </div>
      </div>
    </li>
  );
};

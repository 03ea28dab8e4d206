import { type ReadonlySignal } from '@preact/signals';
import { stored } from '../../storage/stored.ts';
import {
  INDICATOR_COLORS,
  settingsWithin,
  STORED_CHOICES,
  type IndicatorChoice,
} from './indicator-choice.ts';
import { initialSettings } from './indicator-kind.ts';
import { kindOf, type IndicatorName } from './indicator-kinds.ts';

/** The indicators that the trader has chosen, in their order, remembered and the same on every chart. */
export class IndicatorChoices {
  readonly #stored = stored<readonly IndicatorChoice[]>('indicators', STORED_CHOICES, []);

  get signal(): ReadonlySignal<readonly IndicatorChoice[]> {
    return this.#stored.signal;
  }

  /** Adds one with its first settings, in the colour that the fewest have. */
  add(kind: IndicatorName): void {
    const choices = this.#stored.value;
    const id = Math.max(0, ...choices.map((choice) => choice.id)) + 1;
    const uses = (color: string) => choices.filter((choice) => choice.color === color).length;
    const color = INDICATOR_COLORS.reduce((least, other) => (uses(other) < uses(least) ? other : least));
    this.#set([...choices, { id, kind, settings: initialSettings(kindOf(kind)), color }]);
  }

  /** Settings out of their bounds become the nearest within them. */
  change(id: number, change: Partial<Pick<IndicatorChoice, 'settings' | 'color'>>): void {
    this.#set(
      this.#stored.value.map((choice) => {
        if (choice.id !== id) return choice;
        const settings = { ...choice.settings, ...change.settings };
        return { ...choice, ...change, settings: settingsWithin(choice.kind, settings) };
      }),
    );
  }

  remove(id: number): void {
    this.#set(this.#stored.value.filter((choice) => choice.id !== id));
  }

  #set(choices: readonly IndicatorChoice[]): void {
    void this.#stored.set(choices);
  }
}

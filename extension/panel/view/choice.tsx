import type { Stored } from '../storage/stored.ts';

export interface ChoiceProps<Value extends string> {
  /** Unique in the document. */
  readonly name: string;
  readonly label: string;
  /** Each value that can be chosen, with its text. */
  readonly options: Readonly<Record<Value, string>>;
  readonly choice: Stored<Value>;
}

/** One of a few, side by side. */
export const Choice = <Value extends string>({ name, label, options, choice }: ChoiceProps<Value>) => (
  <fieldset class="choice">
    <legend>{label}</legend>
    <div class="segments">
      {(Object.keys(options) as Value[]).map((value) => (
        <label key={value}>
          <input
            type="radio"
            name={name}
            value={value}
            checked={choice.value === value}
            onChange={() => void choice.set(value)}
          />
          {options[value]}
        </label>
      ))}
    </div>
  </fieldset>
);

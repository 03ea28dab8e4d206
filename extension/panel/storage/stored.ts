import { signal, type ReadonlySignal } from '@preact/signals';
import * as v from 'valibot';
import { placeOfChoices } from './place-of-choices.ts';

/** A choice of the trader's, kept where the page says and the same in every open panel. */
export interface Stored<Value> {
  readonly signal: ReadonlySignal<Value>;
  readonly value: Value;
  /** Shows at once and is kept soon after; resolves when it is. */
  set(value: Value): Promise<void>;
  /** Resolves when what was kept before is in `value`. */
  readonly loaded: Promise<void>;
}

/**
 * What is kept under `panel.NAME`. Whatever is there and is not as `schema` has it counts as nothing remembered, which
 * is `fallback`.
 */
export const stored = <Value>(
  name: string,
  schema: v.GenericSchema<unknown, Value>,
  fallback: Value,
): Stored<Value> => {
  const key = `panel.${name}`;
  const kept = signal(fallback);
  let isSet = false;
  const take = (value: unknown): void => {
    const parsed = v.safeParse(schema, value);
    kept.value = parsed.success ? parsed.output : fallback;
  };
  const follow = (changed: string, value: unknown): void => {
    if (changed !== key) return;
    isSet = true;
    // The same value again, as after our own writing, must not wake who follows it.
    if (JSON.stringify(value) !== JSON.stringify(kept.peek())) take(value);
  };
  const load = async (): Promise<void> => {
    const place = await placeOfChoices;
    place.follow(follow);
    const found = await place.get(key);
    // What was chosen or changed while it was read is newer.
    if (!isSet) take(found);
  };
  const loaded = load();
  return {
    signal: kept,
    loaded,
    get value() {
      return kept.value;
    },
    set: (value) => {
      isSet = true;
      kept.value = value;
      return placeOfChoices.then((place) => place.set(key, value));
    },
  };
};

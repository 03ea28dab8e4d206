/** Where the trader's choices are kept: JSON values by name. */
export interface PlaceOfChoices {
  /** `undefined` where nothing is kept under the name. */
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  /** Calls `listener` when another page has changed a value; it may tell of this page's own changes too. */
  follow(listener: (key: string, value: unknown) => void): void;
}

let found: (place: PlaceOfChoices) => void = () => undefined;

/** The page that the panel is on says which place it is; what is to be read or kept before waits for that. */
export const placeOfChoices = new Promise<PlaceOfChoices>((resolve) => (found = resolve));

/** Keeps every choice there. The first call counts. */
export const keepChoicesIn = (place: PlaceOfChoices): void => found(place);

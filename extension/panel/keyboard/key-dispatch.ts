import type { Command } from './commands.ts';

/** What is read of a `KeyboardEvent`. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'isComposing' | 'defaultPrevented'
> & {
  readonly target: { closest?(selectors: string): unknown } | null;
};

/** Where keys write. */
const FIELDS = 'input, textarea, select, [contenteditable]';
/** Where the arrow keys have a use of their own. */
const ARROW_GROUPS =
  '[role="radiogroup"], [role="listbox"], [role="menu"], [role="tablist"], [role="slider"]';

const isLetter = (key: string): boolean => /^[a-z]$/i.test(key);

/** The command that a key press calls, if it is meant for one. */
export const commandOf = (press: KeyPress, commands: readonly Command[]): Command | undefined => {
  const { altKey, ctrlKey, metaKey, shiftKey, isComposing, defaultPrevented, target } = press;
  if (altKey || ctrlKey || metaKey || isComposing || defaultPrevented) return undefined;
  const isWithin = (selectors: string): boolean => Boolean(target?.closest?.(selectors));
  if (isWithin(FIELDS)) return undefined;
  if (press.key.startsWith('Arrow') && (shiftKey || isWithin(ARROW_GROUPS))) return undefined;
  // The caps lock is no modifier, the shift key is.
  if (isLetter(press.key) && shiftKey) return undefined;
  const key = isLetter(press.key) ? press.key.toLowerCase() : press.key;
  return commands.find((command) => command.key === key);
};

/** Runs the commands of the keys pressed anywhere on the page; the answer ends that. */
export const followKeys = (page: Document, commands: readonly Command[]): (() => void) => {
  const press = (event: KeyboardEvent): void => {
    const command = commandOf(event as KeyPress, commands);
    if (!command) return;
    event.preventDefault();
    command.run();
  };
  page.addEventListener('keydown', press);
  return () => page.removeEventListener('keydown', press);
};

/** Steps of the arrow keys through a column of buttons. */
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** Moves the focus up and down the buttons of a list that is one stop of the Tab key. */
export const moveFocus = (event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void => {
  const by = STEPS[event.key];
  if (by === undefined) return;
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = buttons.findIndex((button) => button === document.activeElement);
  const next = buttons[at + by];
  if (!next) return;
  event.preventDefault();
  next.focus();
};

/** Makes an element with a class and children; attributes that carry meaning are set by name. */
export const element = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
};

/** Writing the same text again would still cost a layout. */
export const setText = (target: HTMLElement, text: string): void => {
  if (target.textContent !== text) target.textContent = text;
};

/** The element with a hint for who holds the pointer over it; an empty one takes it away. */
export const titled = <Target extends HTMLElement>(title: string, target: Target): Target => {
  if (target.title !== title) target.title = title;
  return target;
};

/** A word that a screen reader says and nobody sees. */
export const spoken = (word: string): HTMLElement => element('span', 'spoken', word);

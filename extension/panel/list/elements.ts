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

/**
 * Writes the text of an element that has nothing else. The same text again would still cost a layout, and another node
 * for it a style as well.
 */
export const setText = (target: HTMLElement, text: string): void => {
  const { firstChild } = target;
  if (!(firstChild instanceof Text)) target.textContent = text;
  else if (firstChild.data !== text) firstChild.data = text;
};

/** The element with a hint for who holds the pointer over it; an empty one takes it away. */
export const titled = <Target extends HTMLElement>(title: string, target: Target): Target => {
  if (target.title !== title) target.title = title;
  return target;
};

/** A word that a screen reader says and nobody sees. */
export const spoken = (word: string): HTMLElement => element('span', 'spoken', word);

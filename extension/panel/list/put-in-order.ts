/**
 * Makes `children` the parent's only ones, in this order. Those that stand right are not touched, and what had the
 * focus keeps it, because a list that is sorted anew must not throw the keyboard out.
 */
export const putInOrder = (parent: HTMLElement, children: readonly HTMLElement[]): void => {
  const focused = document.activeElement;
  let next = parent.firstElementChild;
  for (const child of children) {
    if (child === next) next = next.nextElementSibling;
    else parent.insertBefore(child, next);
  }
  while (next) {
    const after = next.nextElementSibling;
    next.remove();
    next = after;
  }
  const hasLostFocus = focused instanceof HTMLElement && focused !== document.activeElement;
  if (hasLostFocus && parent.contains(focused)) focused.focus({ preventScroll: true });
};

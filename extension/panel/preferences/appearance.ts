import { effect, signal } from '@preact/signals';
import { colorSchemeOf } from './color-scheme.ts';
import { palette, theme } from './preferences.ts';

const COLORS_MAY_CHANGE = ['(prefers-color-scheme: dark)', '(forced-colors: active)'];

/** Counts the changes of the colours, whoever makes them: the trader or the system. */
const changes = signal(0);

/**
 * Shows the page in the trader's theme and palette, now and whenever either changes. The root carries them as
 * `data-theme` and `data-palette`.
 */
export const followAppearance = (): void => {
  const { documentElement: root, styleSheets } = document;
  const applyColorScheme = colorSchemeOf(styleSheets as Iterable<object>);
  effect(() => {
    root.dataset.theme = theme.value;
    root.dataset.palette = palette.value;
    applyColorScheme(theme.value);
    changes.value = changes.peek() + 1;
  });
  for (const query of COLORS_MAY_CHANGE)
    matchMedia(query).addEventListener('change', () => (changes.value += 1));
};

/** Calls `listener` after each change of the style sheet's colours; the answer ends that. */
export const onAppearanceChange = (listener: () => void): (() => void) => {
  const before = changes.peek();
  // It is called at once as well.
  return changes.subscribe((count) => {
    if (count !== before) listener();
  });
};

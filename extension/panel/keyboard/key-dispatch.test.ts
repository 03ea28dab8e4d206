import { expect, test } from 'vitest';
import { commandOf, type KeyPress } from './key-dispatch.ts';

const commands = ['ArrowDown', '1', 'c', '?'].map((key) => ({
  id: key,
  key,
  label: '',
  run: () => undefined,
}));

/** Stands within an element that `selector` finds. */
const within = (selector: string) => ({ closest: (selectors: string) => selectors.includes(selector) });

const press = (key: string, change: Partial<KeyPress> = {}): string | undefined =>
  commandOf(
    {
      key,
      altKey: false,
      ctrlKey: false,
      metaKey: false,
      shiftKey: false,
      isComposing: false,
      defaultPrevented: false,
      target: within('nothing of them'),
      ...change,
    },
    commands,
  )?.id;

test('a key calls its command, a letter with the caps lock too', () => {
  expect(['ArrowDown', '1', 'c', 'C', '?', 'x'].map((key) => press(key))).toEqual([
    'ArrowDown',
    '1',
    'c',
    'c',
    '?',
    undefined,
  ]);
  expect(press('c', { target: null })).toBe('c');
});

test('a key with a modifier is the browser’s', () => {
  for (const modifier of ['altKey', 'ctrlKey', 'metaKey'] as const)
    expect(press('c', { [modifier]: true })).toBeUndefined();
  expect(press('C', { shiftKey: true })).toBeUndefined();
  expect(press('ArrowDown', { shiftKey: true })).toBeUndefined();
  // Where it takes the shift key to write it.
  expect(press('?', { shiftKey: true })).toBe('?');
});

test('a key that writes, or that something else has taken, calls nothing', () => {
  expect(press('1', { target: within('input') })).toBeUndefined();
  expect(press('1', { isComposing: true })).toBeUndefined();
  expect(press('ArrowDown', { defaultPrevented: true })).toBeUndefined();
});

test('the arrow keys belong to a group that has the focus, other keys do not', () => {
  const target = within('[role="radiogroup"]');
  expect(press('ArrowDown', { target })).toBeUndefined();
  expect(press('1', { target })).toBe('1');
});

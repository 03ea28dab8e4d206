import { expect, test } from 'vitest';
import { colorSchemeOf } from './color-scheme.ts';

const DARK = '(prefers-color-scheme: dark)';
const block = (mediaText: string, ...cssRules: object[]) => ({ media: { mediaText }, cssRules });

test('every block for dark colours follows the choice, and the system again; other blocks stay as they are', () => {
  const [first, nested, width] = [block(DARK), block(DARK), block('(width < 400px)')];
  const sheets = [{ cssRules: [{}, first, width] }, { cssRules: [block('print', nested)] }];
  const apply = colorSchemeOf(sheets);
  const media = () => [first, nested, width].map((rule) => rule.media.mediaText);
  apply('dark');
  expect(media()).toEqual(['all', 'all', '(width < 400px)']);
  apply('light');
  expect(media()).toEqual(['not all', 'not all', '(width < 400px)']);
  apply('system');
  expect(media()).toEqual([DARK, DARK, '(width < 400px)']);
});

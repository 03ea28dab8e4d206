import { parseEnv } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withVariable } from './env-text.ts';

const FILE = `# my relay
TICK_RELAY_PORT=1   # moved
export REDIS_URL="redis://a:1"

OTHER='two
REDIS_URL=lines'
REDIS_URL=redis://b:2
`;

test('a value takes the place of the one that counts; comments and other lines stay', () => {
  expect(withVariable(FILE, 'TICK_RELAY_PORT', '2')).toBe(FILE.replace('=1 ', '=2 '));
  expect(withVariable(FILE, 'REDIS_URL', 'redis://c:3')).toBe(FILE.replace('redis://b:2', 'redis://c:3'));
});

test('a new one comes last, also where the last line has no end', () => {
  expect(withVariable('', 'A', '1')).toBe('A=1\n');
  expect(withVariable('# here', 'A', '1')).toBe('# here\nA=1\n');
  expect(withVariable('B=1\r\n', 'A', '1')).toBe('B=1\r\nA=1\r\n');
});

test('a variable is removed wherever it is set, but not from within another one’s value', () => {
  expect(withVariable(FILE, 'REDIS_URL', undefined)).toBe(
    "# my relay\nTICK_RELAY_PORT=1   # moved\n\nOTHER='two\nREDIS_URL=lines'\n",
  );
  expect(withVariable('A=1\n', 'A', undefined)).toBe('');
  expect(withVariable('A=1\n', 'B', undefined)).toBe('A=1\n');
});

test('what cannot be written is not', () => {
  expect(withVariable('', 'A', `a"b'c\`#d`)).toBeUndefined();
});

test('whatever is in the file and in the value, a parser finds the value and nothing else changed', () => {
  const line = fc.oneof(
    fc.constantFrom(
      '# a comment',
      '',
      'B=1',
      "C='x",
      'A=1',
      'A="2" # two',
      'export A=3',
      'D="#\\n"',
      "E=it's",
    ),
    fc.string({ maxLength: 12 }),
  );
  const value = fc.stringMatching(/^[!-~]([ -~]{0,20}[!-~])?$/);
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), fc.option(value, { nil: undefined }), (lines, set) => {
      const text = lines.join('\n');
      const changed = withVariable(text, 'A', set);
      if (changed === undefined) return;
      const others = (env: NodeJS.Dict<string>) => ({ ...env, A: undefined });
      expect(parseEnv(changed).A).toBe(set);
      expect(others(parseEnv(changed))).toEqual(others(parseEnv(text)));
    }),
  );
});

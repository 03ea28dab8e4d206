import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { run } from './run-command.ts';

const shown: string[] = [];
beforeEach(() => {
  shown.length = 0;
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    shown.push(String(text));
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

const node = (script: string): [string, ...string[]] => [process.execPath, '-e', script];

test.each([
  ['ends with 0', node('console.log("said")'), true, /^\n── Check\nsaid\n {3}good after [\d.]+ s\n$/],
  ['ends with 1', node('console.error("why"); process.exitCode = 1'), false, /^\n── Check\nwhy\n {3}FAILED /],
  ['is killed', node('process.kill(process.pid, "SIGKILL")'), false, /^\n── Check\n {3}FAILED /],
  ['is not there', ['no-such-program-of-ours'] as [string], false, /ENOENT\n {3}FAILED after [\d.]+ s\n$/],
] as const)('a command that %s', async (_, command, isGood, output) => {
  expect(await run('Check', command, { inOnePiece: true })).toBe(isGood);
  expect(shown).toEqual([expect.stringMatching(output)]);
});

test('a command that has the terminal for itself is shown as it writes', async () => {
  expect(await run('Check', node('console.log("said")'))).toBe(true);
  expect(shown.slice(0, -1)).toEqual(['\n── Check\n', 'said\n']);
});

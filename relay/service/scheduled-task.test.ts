import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { ODD_NAME, withLogFile, WINDOWS_PROGRAM, WINDOWS_USER } from '../../testing/service-samples.ts';
import { scheduledTask, windowsWord } from './scheduled-task.ts';
import { taskSchedulerPlan } from './task-scheduler-plan.ts';

const SCHEMA = readFileSync(new URL('../../testing/task-scheduler.xsd', import.meta.url), 'utf8');

/** What is wrong with it. The text is handed over as it is, so that its declared encoding is not UTF-16 here. */
const problems = async (xml: string): Promise<string[]> => {
  const { errors } = await validateXML({
    xml: { fileName: 'task.xml', contents: xml.replace('encoding="UTF-16"', 'encoding="UTF-8"') },
    schema: { fileName: 'task.xsd', contents: SCHEMA },
  });
  return errors.map(({ message }) => message);
};

test('the task is as it was looked at and found good', async () => {
  const program = withLogFile(WINDOWS_PROGRAM, 'C:\\Users\\A & B\\relay.log');
  await expect(taskSchedulerPlan(program, WINDOWS_USER).text).toMatchFileSnapshot(
    'golden/tick-relay-task.xml',
  );
});

test('the schema of tasks has nothing against it, whatever signs are in its paths', async () => {
  const odd = { ...WINDOWS_PROGRAM, script: `C:\\${ODD_NAME}\\x.js`, workingDirectory: ODD_NAME };
  expect(await problems(scheduledTask(odd, { ...WINDOWS_USER, name: ODD_NAME }))).toEqual([]);
});

test.each([
  ['an interval below a minute', '<Interval>PT1M', '<Interval>PT1S'],
  ['an unknown setting', 'StartWhenAvailable', 'StartWhenever'],
  ['a principal that is not there', 'Context="Author"', 'Context="Nobody"'],
  [
    'elements of a trigger in another order',
    /<StartBoundary>.*?<\/StartBoundary>(.*?<\/Repetition>)/s,
    '$1<StartBoundary>2020-01-01T00:00:00</StartBoundary>',
  ],
])('the schema would find %s', async (_what, from, to) => {
  const task = scheduledTask(WINDOWS_PROGRAM, WINDOWS_USER);
  expect(task.search(from)).toBeGreaterThan(0);
  expect(await problems(task.replaceAll(new RegExp(from, 'gs'), to))).not.toEqual([]);
});

test.each([
  ['C:\\node.exe', 'C:\\node.exe'],
  ['C:\\Program Files\\x', '"C:\\Program Files\\x"'],
  ['D:\\my ticks\\', '"D:\\my ticks\\\\"'],
  ['say "hi"', '"say \\"hi\\""'],
  ['a\\"b', '"a\\\\\\"b"'],
  ['', '""'],
])('the word %j is written %s on a command line', (word, written) => {
  expect(windowsWord(word)).toBe(written);
});

test('what schtasks prints of it is read, in any language', () => {
  const { read } = taskSchedulerPlan(WINDOWS_PROGRAM, WINDOWS_USER).state;
  const line = (state: string, result: string): string =>
    `"DESK","\\QuFLX Tick Relay","05.01.2026 12:00:00","${state}","Nur interaktiv","05.01.2026 11:59:00","${result}","DESK\\A"\r\n`;
  expect(read({ status: 0, stdout: line('Wird ausgeführt', '267009'), stderr: '' })).toMatchObject({
    known: true,
    running: true,
    details: [
      ['State', 'Wird ausgeführt'],
      ['Last start', '05.01.2026 11:59:00'],
    ],
  });
  expect(read({ status: 0, stdout: line('Bereit', '1'), stderr: '' })).toMatchObject({
    running: false,
    details: expect.arrayContaining([['Last end', '1']]) as unknown,
  });
  expect(read({ status: 1, stdout: '', stderr: 'ERROR' })).toMatchObject({ known: false, running: false });
});

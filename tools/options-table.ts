/** `npm run docs`: writes the table of options into the README, from the one place where options are described. */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { OPTIONS } from '../relay/config/options.ts';

export const README = new URL('../README.md', import.meta.url);
const BEGIN = '<!-- options: written by `npm run docs` -->';
const END = '<!-- /options -->';

const cell = (text: string): string => text.replaceAll('|', '\\|');

export const optionsTable = (): string =>
  [
    '| option | flag | what it is | takes | default |',
    '| --- | --- | --- | --- | --- |',
    ...Object.values(OPTIONS).map(
      ({ name, flag, doc, accepts, defaultText }) =>
        `| \`${name}\` | \`${flag}\` | ${cell(doc)} | ${cell(accepts)} | ${cell(defaultText)} |`,
    ),
  ].join('\n');

/** The README with the table as the code has it. */
export const withOptionsTable = (readme: string): string => {
  const begin = readme.indexOf(BEGIN);
  const end = readme.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`The README lacks the marks ${BEGIN} and ${END}.`);
  return `${readme.slice(0, begin + BEGIN.length)}\n${optionsTable()}\n${readme.slice(end)}`;
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  writeFileSync(README, withOptionsTable(readFileSync(README, 'utf8')));

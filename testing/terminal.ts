import { spawn } from 'node:child_process';
import { waitUntil } from './child-server.ts';

/** A command in a terminal of its own, as a person sees it. */
export interface Terminal {
  /** All that it showed, without colours and movements of the cursor. */
  shown(): string;
  /** Waits until this is shown after what was waited for before. */
  shows(text: string): Promise<void>;
  /** `\r` is Enter, `\x03` Ctrl-C. */
  type(keys: string): void;
  /** As somebody closes its window. */
  close(): void;
  /** Resolves with the exit status when it has ended. */
  readonly ended: Promise<number | null>;
}

// eslint-disable-next-line no-control-regex -- a terminal's own signs are what is to be removed
const MOVEMENTS = /\x1b\[[\d;?]*[A-Za-z]/g;

const quoted = (word: string): string => `'${word.replaceAll("'", String.raw`'\''`)}'`;

/** A terminal that nobody sees has no width, and what is shown in it a line for each letter. */
const withSize = (words: readonly string[]): string[] => [
  ...['sh', '-c', 'stty columns 120 rows 40; exec "$@"', 'sh'],
  ...words,
];

/** How `script`, which is on every Debian and macOS, runs a command in a terminal and passes its status on. */
const inScript = (words: readonly string[]): string[] =>
  process.platform === 'darwin'
    ? ['-q', '/dev/null', ...words]
    : ['--quiet', '--return', '--flush', '--command', `exec ${words.map(quoted).join(' ')}`, '/dev/null'];

export const startInTerminal = (
  words: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Terminal => {
  const child = spawn('script', inScript(withSize(words)), options);
  let output = '';
  let seen = 0;
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  // The command may have ended before it read all that was typed.
  child.stdin.on('error', () => undefined);
  const shown = (): string => output.replaceAll(MOVEMENTS, '');
  return {
    shown,
    shows: async (text) => {
      await waitUntil(
        () => shown().includes(text, seen),
        () => `The terminal does not show "${text}": ${shown().slice(seen)}`,
        30_000,
      );
      seen = shown().indexOf(text, seen) + text.length;
    },
    type: (keys) => void child.stdin.write(keys),
    close: () => void child.kill('SIGKILL'),
    ended: new Promise((resolve) => child.once('close', resolve)),
  };
};

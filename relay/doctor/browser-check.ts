import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { EXTENSION_FOLDER } from '../product.ts';
import { good, skipped, warn, type Check } from './check.ts';
import { builtManifest } from './extension-check.ts';
import { isAtLeast, versionIn } from './versions.ts';

const ANSWER_MS = 10_000;

const PROGRAMS = [
  ...[
    'google-chrome',
    'google-chrome-stable',
    'chromium',
    'chromium-browser',
    'microsoft-edge',
    'brave-browser',
  ],
  ...['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  ),
];

/** `Chromium 156.0.8078.79`; `undefined` where there is no such program. */
const versionText = async (program: string): Promise<string | undefined> => {
  try {
    const { stdout } = await promisify(execFile)(program, ['--version'], { timeout: ANSWER_MS });
    return /^[A-Za-z ]*[\d.]+/.exec(stdout.trim())?.[0];
  } catch {
    return undefined;
  }
};

/**
 * @param programs names or paths, of which the first that runs and is new enough counts.
 * @param extension the folder of the built extension, which says what it needs.
 */
export const browserCheck = (
  programs: readonly string[] = PROGRAMS,
  extension: string = EXTENSION_FOLDER,
): Check => ({
  title: 'Browser',
  check: async () => {
    if (process.platform === 'win32')
      return skipped('On Windows a browser does not tell its version to a program.');
    const least = builtManifest(extension)?.minimum_chrome_version ?? '';
    let found: string | undefined;
    for (const program of programs) {
      const text = await versionText(program);
      if (text !== undefined && isAtLeast(versionIn(text), versionIn(least))) return good(`${text}.`);
      found ??= text;
    }
    const fix = `Install Chrome, Chromium or Edge ${least || 'of this year'} or newer.`;
    return found === undefined
      ? warn('No Chrome, Chromium or Edge was found where they are usually installed.', fix)
      : warn(`${found} is too old for the extension.`, fix);
  },
});

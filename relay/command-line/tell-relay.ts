import path from 'node:path';
import { explainConfig } from '../config/explain-config.ts';
import { loadConfig } from '../config/load-config.ts';
import { OPTIONS, USER_FOLDERS, type OptionKey } from '../config/options.ts';
import type { SourceKind } from '../config/setting-sources.ts';
import type { ReloadReport } from '../reload/reload-report.ts';
import { UserError } from '../user-error.ts';
import type { Flags } from './option-flags.ts';
import { RelayClient, RelayNotRunning } from './relay-client.ts';
import { linkText } from './status-text.ts';

/** Another Redis and another Supabase may each take some seconds to answer. */
const RELOAD_TIMEOUT_MS = 30_000;

const STRONGER: Readonly<Record<Exclude<SourceKind, 'file'>, string>> = {
  flag: 'a flag',
  environment: 'its environment',
  '.env': 'the file .env of its working directory',
};

const strongerText = (name: string, kind: SourceKind | 'default' | undefined, who: string): string[] =>
  kind === undefined || kind === 'file' || kind === 'default'
    ? []
    : [`${who} takes ${name} from ${STRONGER[kind]}, which is stronger than the file: change it there.`];

const reloadText = (
  { changed, atRestart, sources, redis, archive }: ReloadReport,
  names: string[],
): string[] => [
  changed.length > 0
    ? `The running relay has taken ${changed.join(', ')}.`
    : 'Nothing changes for the running relay now.',
  ...(changed.some((name) => name.startsWith('REDIS_')) ? [`Redis: ${linkText(redis)}`] : []),
  ...(changed.some((name) => name.startsWith('SUPABASE_')) ? [`Supabase: ${linkText(archive)}`] : []),
  ...(atRestart.length > 0 ? [`${atRestart.join(', ')}: taken when the relay starts again.`] : []),
  ...names.flatMap((name) => strongerText(name, sources[name], 'The running relay')),
];

/** Where no relay runs, what the next one started from this folder and environment will take. */
const nextStartText = (names: readonly string[], flags: Flags): string[] => [
  'No relay runs; the next one takes it when it starts.',
  ...explainConfig({ flags })
    .filter(({ name }) => names.includes(name))
    .flatMap(({ name, source }) => strongerText(name, source, 'A relay started here')),
];

/** Where the relay runs that is to be told: before the change, which may be of this very option. */
export const currentDataDir = (flags: Flags): string =>
  path.resolve(
    explainConfig({ flags }).find(({ name }) => name === OPTIONS.dataDir.name)?.value ?? USER_FOLDERS.data,
  );

const askRelay = async (dataDir: string, flags: Flags): Promise<ReloadReport | undefined> => {
  try {
    return (await new RelayClient(dataDir).ask('POST', '/api/reload', RELOAD_TIMEOUT_MS)) as ReloadReport;
  } catch (error) {
    if (!(error instanceof RelayNotRunning)) throw error;
    // What the relay would say.
    loadConfig({ flags });
    return undefined;
  }
};

/**
 * Tells the relay that runs, if one does, that the file has changed, and says what came of it.
 * @throws UserError where the configuration as a whole is wrong now.
 */
export const tellRelay = async (dataDir: string, keys: readonly OptionKey[], flags: Flags): Promise<void> => {
  const names = keys.map((key) => OPTIONS[key].name);
  try {
    const report = await askRelay(dataDir, flags);
    const lines = report ? reloadText(report, names) : nextStartText(names, flags);
    for (const line of lines) console.log(line);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`It is written, but a relay cannot take it yet. ${error.message}`, { cause: error });
  }
};

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { USER_FOLDERS, OPTION_KEYS, OPTIONS } from '../config/options.ts';
import { settingSources, USER_CONFIG_FILE } from '../config/setting-sources.ts';
import { prepareDataDir } from '../prepare-data-dir.ts';
import { purgeData } from '../service/purge-data.ts';
import { commandText } from '../service/run-command.ts';
import type { ServiceCommand } from '../service/service-plan.ts';
import { columns } from './columns.ts';
import { thisService } from './this-service.ts';

interface InstallOptions {
  readonly dryRun?: true;
  readonly force?: true;
}

interface UninstallOptions {
  readonly dryRun?: true;
  readonly purge?: true;
}

const commandLines = (commands: readonly ServiceCommand[]): string =>
  commands.map((command) => `  ${commandText(command)}`).join('\n');

/** Options that are set in this shell or this folder only; the data directory is handed on. */
const unseenByService = (): string[] => {
  const [, environment, here] = settingSources({});
  return OPTION_KEYS.filter(
    (key) => key !== 'dataDir' && [environment, here].some((source) => source?.value(key)?.trim()),
  ).map((key) => OPTIONS[key].name);
};

const unseenText = (names: readonly string[]): string =>
  `The service does not see ${names.join(', ')} of this shell or folder: put ${names.length === 1 ? 'it' : 'them'} into ${path.join(USER_FOLDERS.config, USER_CONFIG_FILE)} and run \`tick-relay service restart\`.`;

/** `tick-relay service install` */
export const install = async (dataDirFlag: string | undefined, options: InstallOptions): Promise<void> => {
  const { service, plan, dataDir, logFile } = thisService('strict', dataDirFlag);
  if (options.dryRun) {
    console.log(`Would write ${plan.file}:\n\n${plan.text}\nand run:\n`);
    console.log(commandLines([...plan.register, ...plan.start]));
    return;
  }
  prepareDataDir(dataDir);
  // launchd makes the file for a program's output, but not its folder.
  if (!plan.logs) mkdirSync(path.dirname(logFile), { recursive: true, mode: 0o700 });
  const isNew = await service.install(options.force ?? false);
  console.log(
    [
      isNew ? `The relay runs as a service, by ${plan.kind}.` : 'The service was installed already; it runs.',
      columns([
        ['Definition', plan.file],
        ['Data', dataDir],
      ]),
      ...plan.notes,
      'See `tick-relay service status` and `tick-relay service logs`; `tick-relay pair` pairs the extension.',
    ].join('\n'),
  );
  const unseen = unseenByService();
  if (unseen.length > 0) console.error(unseenText(unseen));
};

/** `tick-relay service uninstall` */
export const uninstall = async (
  dataDirFlag: string | undefined,
  options: UninstallOptions,
): Promise<void> => {
  const { service, plan, dataDir, logFile } = thisService(options.purge ? 'strict' : 'lenient', dataDirFlag);
  if (options.dryRun) {
    console.log(`Would run:\n\n${commandLines([...plan.unregister, ...plan.forget])}\n`);
    console.log(
      `and remove:\n\n  ${plan.file}${options.purge ? `\n  what the relay wrote into ${dataDir}` : ''}`,
    );
    return;
  }
  const wasThere = await service.uninstall();
  console.log(wasThere ? `The service is stopped and removed (${plan.file}).` : 'No service was installed.');
  if (options.purge) {
    const removed = purgeData(dataDir, logFile);
    console.log(
      removed.length === 0
        ? `Nothing of the relay was in ${dataDir}.`
        : `Removed:\n  ${removed.join('\n  ')}`,
    );
  } else console.log(`Every tick stays in ${dataDir}; --purge removes them.`);
};

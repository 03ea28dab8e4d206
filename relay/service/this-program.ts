import { existsSync, realpathSync } from 'node:fs';
import { userInfo } from 'node:os';
import path from 'node:path';
import { USER_FOLDERS } from '../config/options.ts';
import { PRODUCT_ROOT } from '../product.ts';
import { UserError } from '../user-error.ts';
import type { ServiceProgram, ServiceUser } from './service-program.ts';

const PROGRAM = path.join(PRODUCT_ROOT, 'dist', 'relay', 'tick-relay.js');
/** The folders of env-paths move with them. */
const FOLDER_VARIABLES = ['XDG_CONFIG_HOME', 'XDG_DATA_HOME'];

/**
 * Where this Node is found when it has been updated: package managers keep it in a folder with its version's
 * number and a link to that in PATH. `process.execPath` is where the link led to at the start.
 */
export const lastingPath = (program: string, folders: readonly string[]): string => {
  const name = path.basename(program);
  const leadsThere = (candidate: string): boolean =>
    path.isAbsolute(candidate) && existsSync(candidate) && realpathSync(candidate) === realpathSync(program);
  return folders.map((folder) => path.join(folder, name)).find(leadsThere) ?? program;
};

/** What the service manager shall run: `tick-relay service run` of this installation. */
export const thisProgram = (
  { dataDir, args }: { readonly dataDir: string; readonly args: readonly string[] },
  environment: NodeJS.ProcessEnv = process.env,
): ServiceProgram => {
  if (!existsSync(PROGRAM)) throw new UserError(`${PROGRAM} is not built yet: run \`npm run build\`.`);
  return {
    node: lastingPath(process.execPath, (environment.PATH ?? '').split(path.delimiter)),
    script: PROGRAM,
    args: ['service', 'run', ...args],
    environment: Object.fromEntries(
      FOLDER_VARIABLES.flatMap((name) => {
        const value = environment[name];
        return value ? [[name, value]] : [];
      }),
    ),
    workingDirectory: dataDir,
  };
};

const windowsName = ({ USERDOMAIN: domain, USERNAME: name }: NodeJS.ProcessEnv): string | undefined =>
  domain && name ? `${domain}\\${name}` : undefined;

/** An empty variable counts as not set. */
const isSet = (value: string | undefined): value is string => value !== undefined && value !== '';

export const thisUser = (environment: NodeJS.ProcessEnv = process.env): ServiceUser => {
  const { homedir, uid, username } = userInfo();
  const home = environment.HOME ?? homedir;
  return {
    home,
    configHome: isSet(environment.XDG_CONFIG_HOME) ? environment.XDG_CONFIG_HOME : path.join(home, '.config'),
    uid,
    name: windowsName(environment) ?? username,
    systemRoot: environment.SystemRoot ?? 'C:\\Windows',
    productConfig: USER_FOLDERS.config,
    logFile: path.join(USER_FOLDERS.log, 'relay.log'),
  };
};

import type { ServiceProgram, ServiceUser } from '../relay/service/service-program.ts';

/** Signs that each of the formats gives a meaning of its own. */
export const ODD_NAME = 'a  b "c" \'d\' $HOME ${e} %n \\f <g> & --h ü';

export const PROGRAM: ServiceProgram = {
  node: '/usr/bin/node',
  script: '/home/trader/.npm/lib/node_modules/quflx-tick-relay/dist/relay/tick-relay.js',
  args: ['service', 'run', '--data-dir', '/data/ticks of $me'],
  environment: { XDG_DATA_HOME: '/home/trader/100% data' },
  workingDirectory: '/data/ticks of $me',
};

export const USER: ServiceUser = {
  home: '/home/trader',
  configHome: '/home/trader/.config',
  uid: 501,
  name: 'trader',
  systemRoot: 'C:\\Windows',
  productConfig: '/home/trader/.config/quflx-tick-relay',
  logFile: '/home/trader/Library/Logs/quflx-tick-relay/relay.log',
};

/** `--log-file` as on the platforms whose service manager keeps no log. */
export const withLogFile = (program: ServiceProgram, logFile: string): ServiceProgram => ({
  ...program,
  args: [...program.args, '--log-file', logFile],
});

export const WINDOWS_PROGRAM: ServiceProgram = {
  node: 'C:\\Program Files\\nodejs\\node.exe',
  script:
    'C:\\Users\\A & B\\AppData\\Roaming\\npm\\node_modules\\quflx-tick-relay\\dist\\relay\\tick-relay.js',
  args: ['service', 'run', '--data-dir', 'D:\\ticks of me\\'],
  environment: {},
  workingDirectory: 'D:\\ticks of me\\',
};

export const WINDOWS_USER: ServiceUser = {
  ...USER,
  home: 'C:\\Users\\A & B',
  uid: -1,
  name: 'DESK\\A & B',
  productConfig: 'C:\\Users\\A & B\\AppData\\Roaming\\quflx-tick-relay\\Config',
};

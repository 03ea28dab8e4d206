import { seal, sealMark } from './seal.ts';
import type { ServiceProgram } from './service-program.ts';
import { xmlText } from './xml-text.ts';

/** Its name for launchd, and its file's. */
export const LABEL = 'com.quflx.tick-relay';

/** Within it the relay has closed or ended itself, which takes it 9 s at most. */
const EXIT_TIMEOUT_SECONDS = 15;
/** 0077, as plists have no octal numbers. */
const UMASK = 63;

const string = (text: string): string => `<string>${xmlText(text)}</string>`;

const variables = (environment: ServiceProgram['environment']): string =>
  Object.entries(environment)
    .map(([name, value]) => `\n    <key>${xmlText(name)}</key>\n    ${string(value)}`)
    .join('');

/**
 * The text of the LaunchAgent. `KeepAlive`: whatever ends it but its own wish, it comes back, after 10 s at the
 * soonest. `Interactive`: launchd does not hold its timers and disk back as it does with what nobody waits for.
 * `outputFile` gets what is written before the relay has its log, or past it: a crash of Node.
 */
export const launchAgent = (program: ServiceProgram, outputFile: string): string =>
  seal(`\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<!-- ${sealMark(program)} -->
<plist version="1.0">
<dict>
  <key>Label</key>
  ${string(LABEL)}
  <key>ProgramArguments</key>
  <array>${[program.node, program.script, ...program.args].map((word) => `\n    ${string(word)}`).join('')}
  </array>
  <key>EnvironmentVariables</key>
  <dict>${variables(program.environment)}
  </dict>
  <key>WorkingDirectory</key>
  ${string(program.workingDirectory)}
  <key>RunAtLoad</key>
  <true/>
  <key>KeepAlive</key>
  <dict>
    <key>SuccessfulExit</key>
    <false/>
  </dict>
  <key>ExitTimeOut</key>
  <integer>${EXIT_TIMEOUT_SECONDS}</integer>
  <key>ProcessType</key>
  <string>Interactive</string>
  <key>Umask</key>
  <integer>${UMASK}</integer>
  <key>StandardOutPath</key>
  ${string(outputFile)}
  <key>StandardErrorPath</key>
  ${string(outputFile)}
</dict>
</plist>
`);

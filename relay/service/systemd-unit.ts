import { seal, sealMark } from './seal.ts';
import type { ServiceProgram } from './service-program.ts';
import { environmentWord, execProgram, execWord, plainPath } from './systemd-words.ts';

/** Within it the relay has closed or ended itself, which takes it 9 s at most. */
const STOP_TIMEOUT = '15s';
/** The first start of a new version may rebuild a log of years. */
const START_TIMEOUT = '15min';
/** Longer than the relay waits for its tick log before it ends itself and says why. */
const WATCHDOG = '90s';

/**
 * What a user's manager can apply without privileges on every kernel: seccomp filters and limits. Left out are
 * those that need mount or user namespaces (ProtectSystem, ProtectHome, PrivateTmp, PrivateUsers …): where a
 * distribution forbids these to users, as Ubuntu does since 23.10, they fail or quietly do nothing. Those that
 * drop capabilities (ProtectClock, ProtectKernelModules …) fail with 218/CAPABILITIES. MemoryDenyWriteExecute
 * would stop Node's compiler.
 */
const HARDENING = `\
# No program that it starts has more rights than it has.
NoNewPrivileges=yes
# AF_NETLINK: the C library asks for the addresses of this computer before it looks up a name.
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallErrorNumber=EPERM
# What it writes is its user's alone, and its memory, which holds tokens, is never written to a file.
UMask=0077
LimitCORE=0`;

/** The text of the user unit. */
export const systemdUnit = (program: ServiceProgram): string => {
  const { node, script, args, environment, workingDirectory } = program;
  return seal(`\
# ${sealMark(program)}
# For settings of your own: \`systemctl --user edit tick-relay\`. They are kept in a file of their own.

[Unit]
Description=QuFLX Tick Relay
# It is tried again for ever: a full disk or a taken port may be over after hours.
StartLimitIntervalSec=0

[Service]
Type=notify
# systemd-notify speaks for the relay: Node has no sockets of that kind.
NotifyAccess=all
ExecStart=${[execProgram(node), ...[script, ...args].map(execWord)].join(' ')}
WorkingDirectory=-${plainPath(workingDirectory)}
${Object.entries(environment)
  .map(([name, value]) => `Environment=${environmentWord(name, value)}\n`)
  .join('')}Restart=on-failure
RestartSec=5s
# A wrong option stays wrong.
RestartPreventExitStatus=2
TimeoutStartSec=${START_TIMEOUT}
TimeoutStopSec=${STOP_TIMEOUT}
WatchdogSec=${WATCHDOG}

${HARDENING}

[Install]
WantedBy=default.target
`);
};

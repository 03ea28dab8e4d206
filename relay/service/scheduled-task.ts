import { seal, sealMark } from './seal.ts';
import type { ServiceProgram, ServiceUser } from './service-program.ts';
import { xmlText } from './xml-text.ts';

/** A word of a Windows command line, as its C runtime reads it. */
export const windowsWord = (word: string): string => {
  if (/^[^\s"]+$/.test(word)) return word;
  const escaped = word.replaceAll(/(\\*)"/g, '$1$1\\"').replace(/\\+$/, (slashes) => slashes + slashes);
  return `"${escaped}"`;
};

/**
 * The definition of the scheduled task. The scheduler's "restart on failure" does not concern a program that ends
 * with a status, so the task is started every minute, and that is ignored while it runs. `conhost --headless`
 * gives the program a console without a window. `UserId` in the trigger: a task for the log-in of anybody takes
 * an administrator. The other settings switch off what ends or holds back a task by default: after three days, on
 * batteries, at a low priority.
 */
export const scheduledTask = (program: ServiceProgram, { name, systemRoot }: ServiceUser): string => {
  const { node, script, args, workingDirectory } = program;
  const user = xmlText(name);
  const line = ['--headless', ...[node, script, ...args].map(windowsWord)].join(' ');
  return seal(`\
<?xml version="1.0" encoding="UTF-16"?>
<!-- ${sealMark(program)} -->
<Task version="1.3" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Keeps the QuFLX Tick Relay running while you are logged in.</Description>
  </RegistrationInfo>
  <Triggers>
    <LogonTrigger>
      <UserId>${user}</UserId>
    </LogonTrigger>
    <TimeTrigger>
      <StartBoundary>2020-01-01T00:00:00</StartBoundary>
      <Repetition>
        <Interval>PT1M</Interval>
      </Repetition>
    </TimeTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <UserId>${user}</UserId>
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <Priority>5</Priority>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>${xmlText(`${systemRoot}\\System32\\conhost.exe`)}</Command>
      <Arguments>${xmlText(line)}</Arguments>
      <WorkingDirectory>${xmlText(workingDirectory)}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
`);
};

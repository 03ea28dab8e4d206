import { spawnSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { UserError } from '../user-error.ts';
import type { CommandOutcome, ServiceCommand } from './service-plan.ts';

const RETRY_MS = 500;

/** Runs a command of the service manager to its end. */
export type RunCommand = (command: ServiceCommand) => Promise<CommandOutcome>;

/** As a person would type it. */
export const commandText = ({ program, args }: ServiceCommand): string =>
  [program, ...args].map((word) => (/[\s"]/.test(word) ? JSON.stringify(word) : word)).join(' ');

/** @throws UserError where there is no such program. */
export const runCommand: RunCommand = ({ program, args }) => {
  const { error, status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', windowsHide: true });
  if (error)
    throw new UserError(
      `${program} cannot be run here (${error.message}): this computer has no service manager that tick-relay knows; start the relay with \`tick-relay run\` instead.`,
      { cause: error },
    );
  return Promise.resolve({ status: status ?? 1, stdout, stderr });
};

const untilItWorks = async (run: RunCommand, command: ServiceCommand): Promise<CommandOutcome> => {
  for (let left = (command.tries ?? 1) - 1; ; left -= 1) {
    const outcome = await run(command);
    if (outcome.status === 0 || left <= 0) return outcome;
    await wait(RETRY_MS);
  }
};

/**
 * Runs commands one after the other.
 * @throws UserError at the first that fails and may not; `hint` ends its sentence.
 */
export const runAll = async (
  run: RunCommand,
  commands: readonly ServiceCommand[],
  hint: string,
): Promise<void> => {
  for (const command of commands) {
    const { status, stdout, stderr } = await untilItWorks(run, command);
    if (status === 0 || command.mayFail) continue;
    const said = (stderr.trim() || stdout.trim() || `status ${status}`).replaceAll(/\s*\n\s*/g, ' ');
    throw new UserError(`\`${commandText(command)}\` failed (${said}): ${hint}.`);
  }
};

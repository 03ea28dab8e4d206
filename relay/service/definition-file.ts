import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../user-error.ts';
import type { RunCommand } from './run-command.ts';
import { isAsSealed, sealedDataDir } from './seal.ts';
import type { ServicePlan } from './service-plan.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/** What was registered, as the service manager printed it then. */
const registeredFile = ({ file }: ServicePlan): string => `${file}.registered`;

const encoded = ({ text, encoding }: ServicePlan): Buffer =>
  Buffer.from(encoding === 'utf16le' ? BYTE_ORDER_MARK + text : text, encoding);

/** The definition that is there, or `undefined`. */
const readDefinition = ({ file, encoding }: ServicePlan): string | undefined =>
  existsSync(file) ? readFileSync(file, encoding).replace(BYTE_ORDER_MARK, '') : undefined;

/** Starting and stopping switch a task on and off; that is no edit. */
const withoutSwitch = (xml: string): string => xml.replaceAll(/\s*<Enabled>\w+<\/Enabled>/g, '');

/** The data directory that was named when the service was installed, if one was. */
export const installedDataDir = (plan: ServicePlan): string | undefined =>
  sealedDataDir(readDefinition(plan) ?? '');

const isEditedInManager = async (plan: ServicePlan, run: RunCommand): Promise<boolean> => {
  if (!plan.registered || !existsSync(registeredFile(plan))) return false;
  const { status, stdout } = await run(plan.registered);
  return status === 0 && withoutSwitch(stdout) !== withoutSwitch(readFileSync(registeredFile(plan), 'utf8'));
};

/** How the definition that is there compares with the one of this version. */
export type DefinitionState = 'absent' | 'current' | 'older' | 'edited';

export const definitionState = async (plan: ServicePlan, run: RunCommand): Promise<DefinitionState> => {
  const there = readDefinition(plan);
  if (there === undefined) return 'absent';
  if (!isAsSealed(there) || (await isEditedInManager(plan, run))) return 'edited';
  return there === plan.text ? 'current' : 'older';
};

/** @throws UserError where its folder cannot be written. */
export const writeDefinition = (plan: ServicePlan): void => {
  try {
    mkdirSync(path.dirname(plan.file), { recursive: true });
    const unfinished = `${plan.file}.new`;
    writeFileSync(unfinished, encoded(plan), { flush: true });
    renameSync(unfinished, plan.file);
  } catch (error) {
    throw new UserError(`${plan.file} cannot be written: make its folder writable for this user.`, {
      cause: error,
    });
  }
};

/** Keeps how the service manager prints what was just registered, so that an edit can be told later. */
export const noteRegistered = async (plan: ServicePlan, run: RunCommand): Promise<void> => {
  if (!plan.registered) return;
  const { status, stdout } = await run(plan.registered);
  if (status === 0) writeFileSync(registeredFile(plan), stdout);
};

export const removeDefinition = (plan: ServicePlan): void => {
  for (const file of [plan.file, registeredFile(plan)]) rmSync(file, { force: true });
};

import type { DefinitionState } from '../service/definition-file.ts';
import { EXIT_FAILURE } from '../user-error.ts';
import { columns } from './columns.ts';
import { thisService } from './this-service.ts';

const DONE = {
  start: 'The relay runs.',
  stop: 'The relay is stopped.',
  restart: 'The relay runs anew.',
} as const;

const DEFINITIONS: Readonly<Record<DefinitionState, string>> = {
  absent: 'none: run `tick-relay service install`',
  current: 'as this version writes it',
  older: 'of another version or place of tick-relay: `tick-relay service install` renews it',
  edited: 'edited; it is not overwritten without --force',
};

/** `tick-relay service start`, `stop` and `restart` */
export const control = async (action: keyof typeof DONE): Promise<void> => {
  // A wrong option is told here and now, and does not end a relay that runs.
  const { service } = thisService(action === 'stop' ? 'lenient' : 'strict');
  await service.control(action);
  console.log(DONE[action]);
};

/** `tick-relay service status`; the exit status is 1 where it does not run. */
export const status = async (json: boolean): Promise<void> => {
  const { service, plan } = thisService('lenient');
  const { running, definition, known, details } = await service.status();
  if (!running) process.exitCode = EXIT_FAILURE;
  if (json) {
    const shown = { running, known, definition, file: plan.file, details: Object.fromEntries(details) };
    console.log(JSON.stringify(shown, undefined, 2));
    return;
  }
  console.log(running ? 'The relay runs as a service.' : 'The relay does not run as a service.');
  const rows = definition === 'absent' && !known ? [] : [['File', plan.file] as const, ...details];
  console.log(columns([['Definition', DEFINITIONS[definition]], ...rows]));
};

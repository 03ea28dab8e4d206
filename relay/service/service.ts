import { UserError } from '../user-error.ts';
import {
  definitionState,
  noteRegistered,
  removeDefinition,
  writeDefinition,
  type DefinitionState,
} from './definition-file.ts';
import { runAll, type RunCommand } from './run-command.ts';
import type { ServicePlan, ServiceState } from './service-plan.ts';

export interface ServiceStatus extends ServiceState {
  readonly definition: DefinitionState;
}

/** The relay as a service of this user, on whatever platform the plan is for. */
export class Service {
  readonly #plan: ServicePlan;
  readonly #run: RunCommand;

  constructor(plan: ServicePlan, run: RunCommand) {
    this.#plan = plan;
    this.#run = run;
  }

  /**
   * Writes the definition, registers it and starts the relay; one that runs by the same definition goes on
   * running. Answers whether anything was written.
   * @throws UserError where the definition was edited and `force` is not given.
   */
  async install(force: boolean): Promise<boolean> {
    const { file, register, start, restart, hint } = this.#plan;
    const before = await definitionState(this.#plan, this.#run);
    if (before === 'edited' && !force)
      throw new UserError(
        `${file} was edited since tick-relay wrote it, and stays as it is: --force overwrites it, \`tick-relay service install --dry-run\` shows what with.`,
      );
    const isChange = before !== 'current';
    if (isChange) writeDefinition(this.#plan);
    await runAll(this.#run, register, hint);
    await noteRegistered(this.#plan, this.#run);
    await runAll(this.#run, isChange && before !== 'absent' ? restart : start, hint);
    return isChange;
  }

  /** Stops the relay and removes the definition, an edited one too. Answers whether there was one. */
  async uninstall(): Promise<boolean> {
    const { unregister, forget, hint } = this.#plan;
    const wasThere = (await definitionState(this.#plan, this.#run)) !== 'absent';
    await runAll(this.#run, unregister, hint);
    if (!wasThere) return false;
    removeDefinition(this.#plan);
    await runAll(this.#run, forget, hint);
    return true;
  }

  /** @throws UserError where the service is not installed, or the service manager fails. */
  async control(action: 'start' | 'stop' | 'restart'): Promise<void> {
    if ((await definitionState(this.#plan, this.#run)) === 'absent')
      throw new UserError('The service is not installed: run `tick-relay service install`.');
    await runAll(this.#run, this.#plan[action], this.#plan.hint);
  }

  async status(): Promise<ServiceStatus> {
    const { command, read } = this.#plan.state;
    return {
      definition: await definitionState(this.#plan, this.#run),
      ...read(await this.#run(command)),
    };
  }
}

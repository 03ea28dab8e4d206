import { once } from 'node:events';
import type { Transferable, Worker } from 'node:worker_threads';
import { UserError } from '../user-error.ts';
import type { TickLogDatabase } from './tick-log-database.ts';
import type { Method, WorkerReady, WorkerRequest, WorkerResponse } from './worker-messages.ts';

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Calls the methods of the `TickLogDatabase` that lives in the worker. */
export class WorkerClient {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #nextId = 0;
  #ended: Error | undefined;

  private constructor(worker: Worker) {
    this.#worker = worker;
  }

  /** Resolves when a worker that was just started has the database open; rejects with its sentence where it could not. */
  static async start(worker: Worker): Promise<{ client: WorkerClient; notices: readonly string[] }> {
    const [ready] = (await once(worker, 'message')) as [WorkerReady];
    if (!ready.ok) {
      await worker.terminate();
      throw new UserError(ready.problem);
    }
    const client = new WorkerClient(worker);
    client.#listen();
    return { client, notices: ready.notices };
  }

  /** `transfer`: buffers in `args` that move to the worker instead of being copied. */
  call<Name extends Method>(
    method: Name,
    args: Parameters<TickLogDatabase[Name]>,
    transfer: readonly Transferable[] = [],
  ): Promise<ReturnType<TickLogDatabase[Name]>> {
    return new Promise((resolve, reject) => {
      if (this.#ended) {
        reject(this.#ended);
        return;
      }
      const id = this.#nextId++;
      this.#pending.set(id, {
        resolve: (result) => resolve(result as ReturnType<TickLogDatabase[Name]>),
        reject,
      });
      this.#worker.postMessage({ id, method, args } satisfies WorkerRequest, transfer);
    });
  }

  /** Closes the database and ends the worker. */
  async close(): Promise<void> {
    if (this.#ended) return;
    const exited = once(this.#worker, 'exit');
    const closed = this.call('close', []);
    this.#ended = new Error('The tick log is closed.');
    await closed;
    await exited;
  }

  #listen(): void {
    this.#worker.on('message', (response: WorkerResponse) => {
      const pending = this.#pending.get(response.id);
      this.#pending.delete(response.id);
      if (response.ok) pending?.resolve(response.result);
      else pending?.reject(new Error(response.problem));
    });
    this.#worker.on('error', (error: Error) => this.#end(error.message));
    this.#worker.on('exit', (status) => this.#end(`status ${status}`));
  }

  #end(reason: string): void {
    this.#ended ??= new Error(
      `The tick log's worker thread stopped unexpectedly (${reason}): restart the relay.`,
    );
    for (const { reject } of this.#pending.values()) reject(this.#ended);
    this.#pending.clear();
  }
}

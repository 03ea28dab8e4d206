import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { WorkerStart } from './worker-messages.ts';

/**
 * Node 20 does not hand tsx on to the workers of a process that runs under it. Its loader for CommonJS works in the
 * worker's own thread; that for ES modules would start a second thread for each worker, and take twice the time.
 */
const typescriptWorker = (url: URL, workerData: WorkerStart): Worker => {
  const tsx = fileURLToPath(import.meta.resolve('tsx/cjs/api'));
  const script = `
    require(${JSON.stringify(tsx)}).register();
    require(${JSON.stringify(fileURLToPath(url))});`;
  return new Worker(script, { eval: true, workerData });
};

/** Starts the tick log's worker: the bundled one beside the bundle, or from the source under tsx. */
export const startWorker = (workerData: WorkerStart): Worker => {
  const fromSource = import.meta.url.endsWith('.ts');
  const url = new URL(fromSource ? './tick-log-worker.ts' : './tick-log-worker.js', import.meta.url);
  return fromSource ? typescriptWorker(url, workerData) : new Worker(url, { workerData });
};

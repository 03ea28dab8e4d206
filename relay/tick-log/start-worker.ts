import { Worker } from 'node:worker_threads';
import type { WorkerStart } from './worker-messages.ts';

/** Node 20 does not hand tsx on to the workers of a process that runs under it. */
const typescriptWorker = (url: URL, workerData: WorkerStart): Worker => {
  const tsx = import.meta.resolve('tsx/esm/api');
  const script = `import(${JSON.stringify(tsx)}).then(({ register }) => {
    register();
    return import(${JSON.stringify(url.href)});
  });`;
  return new Worker(script, { eval: true, workerData });
};

/** Starts the tick log's worker: the bundled one beside the bundle, or from the source under tsx. */
export const startWorker = (workerData: WorkerStart): Worker => {
  const fromSource = import.meta.url.endsWith('.ts');
  const url = new URL(fromSource ? './tick-log-worker.ts' : './tick-log-worker.js', import.meta.url);
  return fromSource ? typescriptWorker(url, workerData) : new Worker(url, { workerData });
};

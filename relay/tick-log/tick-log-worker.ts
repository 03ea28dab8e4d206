import { parentPort, workerData } from 'node:worker_threads';
import { lockDataDir } from './data-dir-lock.ts';
import { markSuspect, openDatabase } from './open-database.ts';
import { TickLogDatabase } from './tick-log-database.ts';
import { describeTickLogError, isCorruption } from './tick-log-error.ts';
import type { Method, WorkerReady, WorkerRequest, WorkerResponse, WorkerStart } from './worker-messages.ts';

if (!parentPort) throw new Error('tick-log-worker is started by open-tick-log, not alone.');
const port = parentPort;
const { dataDir } = workerData as WorkerStart;

const answer = (database: TickLogDatabase, { id, method, args }: WorkerRequest): WorkerResponse => {
  try {
    const methods = database as unknown as Record<Method, (...args: readonly unknown[]) => unknown>;
    return { id, ok: true, result: methods[method](...args) };
  } catch (error) {
    if (isCorruption(error)) markSuspect(dataDir);
    return { id, ok: false, problem: describeTickLogError(error, dataDir) };
  }
};

const serve = (): readonly string[] => {
  const unlock = lockDataDir(dataDir);
  const { connection, notices } = openDatabase(dataDir, new Date());
  const database = new TickLogDatabase(connection);
  port.on('message', (request: WorkerRequest) => {
    const response = answer(database, request);
    if (request.method === 'close') {
      unlock();
      port.postMessage(response);
      port.close();
      return;
    }
    port.postMessage(response);
  });
  return notices;
};

try {
  port.postMessage({ ok: true, notices: serve() } satisfies WorkerReady);
} catch (error) {
  port.postMessage({ ok: false, problem: describeTickLogError(error, dataDir) } satisfies WorkerReady);
}

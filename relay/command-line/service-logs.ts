import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { readableLine } from '../service/log-lines.ts';
import type { LogRequest, ServiceCommand } from '../service/service-plan.ts';
import { followLines, lastLines } from '../service/tail-file.ts';
import { EXIT_FAILURE, UserError } from '../user-error.ts';
import { thisService } from './this-service.ts';

const print = (line: string): void => console.log(readableLine(line));

const printOutput = async ({ program, args }: ServiceCommand): Promise<void> => {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', (error) =>
      reject(new UserError(`${program} cannot be run here: ${error.message}`, { cause: error })),
    );
    child.once('close', resolve);
  });
  for await (const line of createInterface({ input: child.stdout })) print(line);
  if ((await ended) !== 0) process.exitCode = EXIT_FAILURE;
};

/** `tick-relay service logs`: from the service manager's own log, or from the relay's file where it has none. */
export const logs = async (request: LogRequest): Promise<void> => {
  const { plan, logFile } = thisService('lenient');
  if (plan.logs) {
    await printOutput(plan.logs(request));
    return;
  }
  for (const line of lastLines(logFile, request.lines)) print(line);
  if (!request.follow) return;
  const never = new AbortController().signal;
  for await (const line of followLines(logFile, never)) print(line);
};

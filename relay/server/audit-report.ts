import { deepAudit, type DeepAudit } from '../archive/deep-audit.ts';
import { milliseconds } from '../../shared/units.ts';
import type { LogAudit } from '../tick-log/audit.ts';
import type { CaptureCount } from './capture-counts.ts';
import { captureNotes } from './capture-notes.ts';
import { HttpError } from './http-error.ts';
import type { ServerContext } from './server-context.ts';

/** What `/api/audit` answers. */
export interface AuditReport extends LogAudit {
  /** Of each capture that is connected: what is captured and not confirmed yet. It is not received, so no account has it. */
  readonly captures: readonly CaptureCount[];
  /** The same in sentences for people. */
  readonly notes: readonly string[];
  /** Where it was asked for. `balanced` then says that this has no problem either. */
  readonly deep?: DeepAudit;
}

/**
 * Holds the log against its counters, and with `deep` against the archive too.
 * @throws HttpError 409 where the archive cannot be asked.
 */
export const auditReport = async (
  { log, archive, captureCounts }: ServerContext,
  isDeep: boolean,
): Promise<AuditReport> => {
  const audit = await log.audit();
  const captures = captureCounts.all();
  const told = { captures, notes: captureNotes(captures) };
  if (!isDeep) return { ...audit, ...told };
  const hours: typeof archive.hours = (pair, from, to) => archive.hours(pair, from, to);
  const deep = await deepAudit({ log, hours, now: milliseconds(Date.now()) });
  if (typeof deep === 'string') throw new HttpError(409, 'deep-refused', deep);
  return { ...audit, balanced: audit.balanced && deep.problems.length === 0, ...told, deep };
};

import type { LogAudit } from '../tick-log/audit.ts';
import type { CaptureCount } from './capture-counts.ts';
import type { ServerContext } from './server-context.ts';

/** What `/api/audit` answers. */
export interface AuditReport extends LogAudit {
  /** Of each capture that is connected: what is captured and not confirmed yet. It is not received, so no account has it. */
  readonly captures: readonly CaptureCount[];
}

export const auditReport = async ({ log, captureCounts }: ServerContext): Promise<AuditReport> => ({
  ...(await log.audit()),
  captures: captureCounts.all(),
});

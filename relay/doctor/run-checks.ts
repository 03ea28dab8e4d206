import { bad, type Check, type DoctorContext, type Finding } from './check.ts';
import { browserCheck } from './browser-check.ts';
import { dataDirCheck } from './data-dir-check.ts';
import { diskCheck } from './disk-check.ts';
import { extensionCheck } from './extension-check.ts';
import { lockCheck } from './lock-check.ts';
import { nodeCheck } from './node-check.ts';
import { pairedCheck } from './paired-check.ts';
import { portCheck } from './port-check.ts';
import { redisCheck } from './redis-check.ts';
import { redisMemoryCheck } from './redis-memory-check.ts';
import { redisPersistenceCheck } from './redis-persistence-check.ts';
import { relayCheck } from './relay-check.ts';
import { supabaseAccessCheck } from './supabase-access-check.ts';
import { supabaseCheck } from './supabase-check.ts';
import { supabaseKeyCheck } from './supabase-key-check.ts';
import { supabaseSchemaCheck } from './supabase-schema-check.ts';
import { tickLogCheck } from './tick-log-check.ts';

export interface CheckedFinding extends Finding {
  readonly title: string;
}

export const MACHINE_CHECKS: readonly Check[] = [
  ...[nodeCheck, relayCheck, portCheck, dataDirCheck, diskCheck, lockCheck, tickLogCheck],
];
export const REDIS_CHECKS: readonly Check[] = [redisCheck, redisPersistenceCheck, redisMemoryCheck];
export const SUPABASE_CHECKS: readonly Check[] = [
  ...[supabaseKeyCheck, supabaseCheck, supabaseSchemaCheck, supabaseAccessCheck],
];
export const ALL_CHECKS: readonly Check[] = [
  ...MACHINE_CHECKS,
  ...REDIS_CHECKS,
  ...SUPABASE_CHECKS,
  ...[browserCheck(), extensionCheck(), pairedCheck],
];

const failed = (error: unknown): Finding =>
  bad(
    `This could not be checked (${error instanceof Error ? error.message : 'unknown'}).`,
    'Mend what the words in brackets name, and run this again.',
  );

/** Looks at one thing after the other, and tells of each as it is known. None makes it throw. */
export const runChecks = async (
  checks: readonly Check[],
  context: DoctorContext,
  onFinding: (finding: CheckedFinding) => void = () => undefined,
): Promise<CheckedFinding[]> => {
  const findings: CheckedFinding[] = [];
  for (const { title, check } of checks) {
    let found: Finding;
    try {
      found = await check(context);
    } catch (error) {
      found = failed(error);
    }
    const finding = { title, ...found };
    findings.push(finding);
    onFinding(finding);
  }
  return findings;
};

import type { Config } from '../config/config.ts';
import type { DoctorContext, FindingState } from '../doctor/check.ts';
import { ALL_CHECKS, runChecks, type CheckedFinding } from '../doctor/run-checks.ts';
import { SecretTexts } from '../secret-texts.ts';
import { EXIT_FAILURE, UserError } from '../user-error.ts';
import { RelayClient } from './relay-client.ts';
import { requestReport } from './status.ts';

const SIGNS: Readonly<Record<FindingState, string>> = {
  good: 'good   ',
  warn: 'warning',
  bad: 'BAD    ',
  skipped: 'skipped',
};

const TITLE_WIDTH = Math.max(...ALL_CHECKS.map(({ title }) => title.length));

/** Two lines where there is something to do. */
const findingText = ({ title, state, text, fix }: CheckedFinding): string => {
  const line = `${SIGNS[state]}  ${title.padEnd(TITLE_WIDTH)}  ${text}`;
  return fix === undefined ? line : `${line}\n${' '.repeat(line.length - text.length)}→ ${fix}`;
};

const runningRelay = async (dataDir: string): Promise<DoctorContext['relay']> => {
  try {
    const client = new RelayClient(dataDir);
    return { port: Number(new URL(client.url).port), report: await requestReport(client) };
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
};

const publicKey = (): string | undefined =>
  process.env.SUPABASE_PUBLISHABLE_KEY ?? process.env.SUPABASE_ANON_KEY;

/** `tick-relay doctor` */
export const doctor = async (config: Config, json: boolean): Promise<void> => {
  const secrets = new SecretTexts();
  secrets.learn(config);
  const relay = await runningRelay(config.dataDir);
  const findings = await runChecks(ALL_CHECKS, { config, relay, publicKey: publicKey() }, (finding) => {
    if (!json) console.log(secrets.hide(findingText(finding)));
  });
  const count = (state: FindingState): number => findings.filter((finding) => finding.state === state).length;
  if (json)
    console.log(secrets.hide(JSON.stringify({ healthy: count('bad') === 0, findings }, undefined, 2)));
  else console.log(`\n${count('good')} good, ${count('warn')} to look at, ${count('bad')} bad.`);
  if (count('bad') > 0) process.exitCode = EXIT_FAILURE;
};

import type { Config } from '../config/config.ts';
import type { RelayReport } from '../server/relay-report.ts';

/** `skipped`: there is nothing to check, or it cannot be checked here. */
export type FindingState = 'good' | 'warn' | 'bad' | 'skipped';

export interface Finding {
  readonly state: FindingState;
  /** What was found, in one sentence; no secret is in it. */
  readonly text: string;
  /** What to do, in one sentence; there wherever the state is `warn` or `bad`. */
  readonly fix?: string;
}

export interface DoctorContext {
  readonly config: Config;
  /** The relay that runs on the data directory. */
  readonly relay?: { readonly port: number; readonly report: RelayReport } | undefined;
  /** A public key of the Supabase project, to try what it may not do. */
  readonly publicKey?: string | undefined;
}

/** One thing that the doctor looks at. It changes nothing. */
export interface Check {
  readonly title: string;
  readonly check: (context: DoctorContext) => Finding | Promise<Finding>;
}

export const good = (text: string): Finding => ({ state: 'good', text });
export const skipped = (text: string): Finding => ({ state: 'skipped', text });
export const warn = (text: string, fix: string): Finding => ({ state: 'warn', text, fix });
export const bad = (text: string, fix: string): Finding => ({ state: 'bad', text, fix });

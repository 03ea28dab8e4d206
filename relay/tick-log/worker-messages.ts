import type { TickLogDatabase } from './tick-log-database.ts';

/** What the worker is started with. */
export interface WorkerStart {
  readonly dataDir: string;
}

/** The worker's first message. */
export type WorkerReady =
  | { readonly ok: true; readonly notices: readonly string[] }
  | { readonly ok: false; readonly problem: string };

export type Method = {
  [Name in keyof TickLogDatabase]: TickLogDatabase[Name] extends (...args: never[]) => unknown ? Name : never;
}[keyof TickLogDatabase];

export interface WorkerRequest {
  readonly id: number;
  readonly method: Method;
  readonly args: readonly unknown[];
}

export type WorkerResponse =
  | { readonly id: number; readonly ok: true; readonly result: unknown }
  /** `problem`: one sentence for a person. */
  | { readonly id: number; readonly ok: false; readonly problem: string };

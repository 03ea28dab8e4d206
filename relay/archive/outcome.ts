import type { Refusal } from './upload-error.ts';

export type Outcome<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: Refusal };

/** What supabase-js makes of an answer. */
export interface Answer {
  /** Whatever the server sent as JSON, whose fields need not be there. */
  readonly error: { readonly message?: unknown; readonly code?: unknown } | null;
  readonly data: unknown;
  readonly status: number;
}

export const refused = (status: number, code: string, message: string): Outcome<never> => ({
  ok: false,
  refusal: { status, code, message },
});

export const NO_ANSWER = 'this is no answer of a Supabase API';

/** A gateway's own JSON may have anything there. */
const textOr = (value: unknown, fallback: string): string => (typeof value === 'string' ? value : fallback);

/**
 * supabase-js takes some answers for a success that no API gave, such as a 404 without a body (it makes a 204 of it)
 * or an error whose body is `null`. So a success is what has the status that PostgREST gives it, and nothing else.
 */
export const outcomeOf = ({ error, data, status }: Answer): Outcome<unknown> => {
  if (error) return refused(status, textOr(error.code, ''), textOr(error.message, 'no message'));
  return status === 200 || status === 201 ? { ok: true, value: data } : refused(status, '', NO_ANSWER);
};

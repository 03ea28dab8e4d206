/** What Supabase answered, or `status` 0 where nothing came. */
export interface Refusal {
  readonly status: number;
  /** An SQLSTATE or PostgREST's own code (`PGRST205`); empty where the answer is not PostgREST's. */
  readonly code: string;
  readonly message: string;
}

/**
 * - `retry`: the server or the way to it; the same request may succeed later
 * - `smaller`: it took too long or was too large; half of it may succeed now
 * - `row`: one of the rows is refused for good
 * - `key`, `schema`: nothing will succeed before the user has changed something
 */
export type RefusalKind = 'retry' | 'smaller' | 'row' | 'key' | 'schema';

const CODES: readonly (readonly [RegExp, RefusalKind])[] = [
  // query_canceled: the role's statement_timeout
  [/^57014$/, 'smaller'],
  // Our rows have one shape, so an unknown table, column, function or key is never a row's fault, though halving may
  // seem to find one: one of two API instances may know an older schema than the other, and refuse what that takes.
  [/^(42P01|42P10|42703|42704|42883|3F000|PGRST106|PGRST20\d)$/, 'schema'],
  [/^(42501|28\w{3}|PGRST30\d)$/, 'key'],
  // PGRST102: the body is no JSON to it. Whatever made it so, its neighbours tell whether one row is the cause.
  [/^(2[23]\w{3}|PGRST102)$/, 'row'],
];

const kindOfStatus = (status: number): RefusalKind => {
  if (status === 401 || status === 403) return 'key';
  return status === 413 ? 'smaller' : 'retry';
};

/** Sorts a refusal by what helps; https://docs.postgrest.org/en/stable/references/errors.html */
export const refusalKind = ({ status, code }: Refusal): RefusalKind =>
  CODES.find(([pattern]) => pattern.test(code))?.[1] ?? kindOfStatus(status);

const KEEPS = 'Until then every tick waits in the log.';

/** One sentence for the user: what happened, which option or part, what to do. Shows no key. */
export const refusalSentence = (refusal: Refusal, url: string): string => {
  const { status, message } = refusal;
  const detail = message.split('\n', 1)[0]?.slice(0, 160) ?? '';
  switch (refusalKind(refusal)) {
    case 'key':
      return `Supabase refuses the key in SUPABASE_SECRET_KEY (${status}: ${detail}); copy the secret key of the project from its API Keys page. ${KEEPS}`;
    case 'schema':
      return `The Supabase project lacks what the relay needs (${detail}); apply schema.sql in its SQL editor. ${KEEPS}`;
    case 'smaller':
      return `Supabase at ${url} has no time even for a single tick (${detail}); check the project's load and the role's statement_timeout. ${KEEPS}`;
    case 'row':
      return `Supabase refuses ticks (${detail}); apply schema.sql in its SQL editor again. ${KEEPS}`;
    case 'retry':
      return status === 0
        ? `Supabase at ${url} cannot be reached (${detail}); check SUPABASE_URL and the network. ${KEEPS}`
        : `Supabase at ${url} answers ${status} (${detail}); check SUPABASE_URL and the project's state. ${KEEPS}`;
  }
};

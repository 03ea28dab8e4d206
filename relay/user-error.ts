/** The exit status of a failure while running, and of a wrong option. */
export const EXIT_FAILURE = 1;
export const EXIT_USAGE = 2;

/** An expected failure. Its message is one sentence: what happened, which option or part, what to do. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly exitStatus: number;

  constructor(message: string, options: ErrorOptions & { exitStatus?: number } = {}) {
    super(message, options);
    this.exitStatus = options.exitStatus ?? EXIT_FAILURE;
  }
}

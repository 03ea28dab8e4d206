/** Lets the process go on where nobody reads what it writes any more: in a closed terminal, into a pipe left behind. */
export const outliveReaders = (): void => {
  for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
};

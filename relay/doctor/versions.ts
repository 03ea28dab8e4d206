/** The numbers of the first version in a text: `v20.19.1` is [20, 19, 1]. */
export const versionIn = (text: string): readonly number[] =>
  /\d+(?:\.\d+)*/.exec(text)?.[0].split('.').map(Number) ?? [];

/** Whether a version is `least` or newer; what it does not say counts as 0. */
export const isAtLeast = (version: readonly number[], least: readonly number[]): boolean => {
  for (const [index, wanted] of least.entries()) {
    const part = version[index] ?? 0;
    if (part !== wanted) return part > wanted;
  }
  return true;
};

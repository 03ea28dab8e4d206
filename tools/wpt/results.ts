/** What one test file of the suite gave: its harness's status, and each of its tests' by name. */
export interface FileResult {
  readonly status: string;
  readonly tests: Readonly<Record<string, string>>;
}

/** By the file's address within the suite. */
export type SuiteResult = ReadonlyMap<string, FileResult>;

/** One test that ended otherwise. */
export interface Difference {
  readonly test: string;
  readonly with: string;
  readonly without: string;
}

const NOT_RUN = 'not run';

const outcomesOf = (result: SuiteResult): Map<string, string> =>
  new Map(
    [...result].flatMap(([file, { status, tests }]) => [
      [file, status] as const,
      ...Object.entries(tests).map(([name, outcome]) => [`${file} › ${name}`, outcome] as const),
    ]),
  );

/** Every test that did not end the same, or that only one of the two runs knows. */
export const differencesOf = (withOurs: SuiteResult, without: SuiteResult): Difference[] => {
  const [ours, plain] = [outcomesOf(withOurs), outcomesOf(without)];
  return [...new Set([...ours.keys(), ...plain.keys()])]
    .map((test) => ({ test, with: ours.get(test) ?? NOT_RUN, without: plain.get(test) ?? NOT_RUN }))
    .filter((each) => each.with !== each.without);
};

/** How many tests ended how, for a line of text. */
export const countsOf = (result: SuiteResult): string => {
  const outcomes = [...result.values()].flatMap(({ tests }) => Object.values(tests));
  const kinds = [...new Set(outcomes)].sort();
  const counts = kinds.map((kind) => `${outcomes.filter((outcome) => outcome === kind).length} ${kind}`);
  return `${result.size} files, ${outcomes.length} tests: ${counts.join(', ')}`;
};

import { readdirSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import type { TestProjectInlineConfiguration } from 'vitest/config';

/** `npm run test:faults`: its soak holds the relay's memory against itself, so nothing runs beside it. */
const IS_LONG = process.env.FAULTS === 'long';

/** They hold a time or a memory against what the machine gave a moment before, or load both cores by themselves. */
const NEED_THE_MACHINE = ['faults/{backlog,redis,slow-viewer}.test.ts'];

const UNIT_TESTS = ['{shared,extension,bench}/**/*.test.{ts,tsx}'];
/** A module that was replaced stays so for the next file of the same process. */
const MOCKING_TESTS = readdirSync(new URL('extension', import.meta.url), {
  recursive: true,
  encoding: 'utf8',
})
  .filter((name) => name.includes('.test.'))
  .map((name) => `extension/${name}`)
  .filter((path) => readFileSync(new URL(path, import.meta.url), 'utf8').includes('vi.mock('));

/** Vitest would leave a core to itself, which does next to nothing while the tests run. */
const FIRST = { maxWorkers: 2, sequence: { groupOrder: 0 } };
/** Most of them wait for a browser, a relay or a timer rather than compute, so several files run at a time. */
const BESIDE_EACH_OTHER = { maxWorkers: 2, sequence: { groupOrder: 1 } };
/** After all the others. */
const ALONE = { maxWorkers: 1, sequence: { groupOrder: 2 } };

const project = (test: TestProjectInlineConfiguration['test']): TestProjectInlineConfiguration => ({
  extends: true,
  test: { pool: 'forks', ...test },
});

export default defineConfig({
  test: {
    projects: [
      project({
        name: 'unit',
        include: UNIT_TESTS,
        exclude: MOCKING_TESTS,
        testTimeout: 30_000,
        // They start nothing and leave nothing: a process for each file took five times the time.
        isolate: false,
        ...FIRST,
      }),
      project({ name: 'unit-alone', include: MOCKING_TESTS, testTimeout: 30_000, ...FIRST }),
      project({
        name: 'integration',
        include: ['{relay,simulator,testing,tools}/**/*.test.ts'],
        testTimeout: 30_000,
        hookTimeout: 60_000,
        ...FIRST,
      }),
      project({
        name: 'browser',
        include: ['e2e/**/*.test.ts'],
        globalSetup: ['testing/built-product.ts'],
        testTimeout: 120_000,
        hookTimeout: 120_000,
        ...BESIDE_EACH_OTHER,
      }),
      project({
        name: 'faults',
        include: ['faults/**/*.test.ts'],
        exclude: NEED_THE_MACHINE,
        globalSetup: ['testing/built-product.ts'],
        testTimeout: 600_000,
        hookTimeout: 120_000,
        ...(IS_LONG ? ALONE : BESIDE_EACH_OTHER),
      }),
      project({
        name: 'faults-alone',
        include: NEED_THE_MACHINE,
        globalSetup: ['testing/built-product.ts'],
        testTimeout: 600_000,
        hookTimeout: 120_000,
        ...ALONE,
      }),
    ],
  },
});

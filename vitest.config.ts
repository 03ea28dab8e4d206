import { defineConfig } from 'vitest/config';

/** Workers that the code starts are TypeScript too, and Node 20 cannot read it alone. */
const execArgv = ['--import', 'tsx'];

export default defineConfig({
  test: {
    execArgv,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{shared,extension,relay,simulator,testing,tools,bench}/**/*.test.{ts,tsx}'],
          pool: 'forks',
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['e2e/**/*.test.ts'],
          globalSetup: ['testing/built-product.ts'],
          pool: 'forks',
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});

import { defineConfig } from 'vitest/config';

/** Real servers (Debian's and those of test/servers): fails, never skips, where they are not there. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**'],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
  },
});

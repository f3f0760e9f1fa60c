import { defineConfig } from 'vitest/config';

/** Real servers (Debian's and those of test/servers): fails, never skips, where they are not there. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**'],
    setupFiles: ['../fixed-seed.ts'],
    testTimeout: 120_000,
    // A starved machine can hold a process past any patience: what fails twice in CI fails, and a second try is told.
    retry: process.env.CI ? 1 : 0,
    hookTimeout: 300_000,
    maxWorkers: 2,
  },
});

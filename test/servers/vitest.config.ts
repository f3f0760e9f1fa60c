import { defineConfig } from 'vitest/config';

/** Real servers: `npm ci --ignore-scripts --prefix test/servers/postgresql` first; fails, never skips, where they are not there. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.test.ts'],
    globalSetup: ['start-servers.ts'],
    setupFiles: ['../fixed-seed.ts'],
    testTimeout: 120_000,
    // A starved machine can hold a process past any patience: what fails twice in CI fails, and a second try is told.
    retry: process.env.CI ? 1 : 0,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});

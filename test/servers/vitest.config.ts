import { defineConfig } from 'vitest/config';

/** Real servers: `npm ci --ignore-scripts --prefix test/servers/postgresql` first; fails, never skips, where they are not there. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.test.ts'],
    globalSetup: ['start-servers.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});

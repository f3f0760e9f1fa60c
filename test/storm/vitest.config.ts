import { defineConfig } from 'vitest/config';

/** The bot as processes that are killed, alone and as two replicas with a real Redis: fails, never skips, without one. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.test.ts'],
    setupFiles: ['../fixed-seed.ts'],
    testTimeout: 600_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});

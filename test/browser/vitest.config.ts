import { defineConfig } from 'vitest/config';

/** Chromium itself: `(cd test/browser && npm ci --ignore-scripts)` first; fails, never skips, where it is not there. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.test.ts'],
    setupFiles: ['../fixed-seed.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});

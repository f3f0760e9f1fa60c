import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Real servers of many versions are started by .ci/run, which names this folder itself.
    exclude: ['test/servers/**', '**/node_modules/**'],
    testTimeout: 60_000,
  },
});

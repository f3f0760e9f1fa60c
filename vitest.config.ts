import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Real servers are started by .ci/run, which names these folders itself.
    exclude: [
      'test/servers/**',
      'test/telemetry/**',
      'test/mermaid/**',
      'test/storm/**',
      'test/browser/**',
      '**/node_modules/**',
    ],
    setupFiles: ['test/fixed-seed.ts'],
    testTimeout: 60_000,
    // All of two cores: by itself it leaves one to whoever watches.
    maxWorkers: 2,
    // A starved machine can hold a process past any patience: what fails twice in CI fails, and a second try is told.
    retry: process.env.CI ? 1 : 0,
  },
});

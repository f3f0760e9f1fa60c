import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Real servers are started by .ci/run, which names these folders itself.
    exclude: ['test/servers/**', 'test/telemetry/**', 'test/mermaid/**', '**/node_modules/**'],
    testTimeout: 60_000,
  },
});

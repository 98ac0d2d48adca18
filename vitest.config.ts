import { defineConfig } from 'vitest/config';

/** Three workers on the two cores that the suite is planned for: one of them usually waits. Every test file brings its own database. */
export default defineConfig({
  test: {
    include: [
      'kernel/**/*.test.ts',
      'modules/**/*.test.ts',
      'design/**/*.test.ts',
      'tools/**/*.test.ts',
      'apps/**/*.test.ts',
      'e2e/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', 'tools/fixtures/**'],
    maxWorkers: 3,
    // The product's modules are read once a worker; what they keep has to stand several programs anyway, as one file starts them.
    isolate: false,
    globalSetup: ['kernel/testing/global-setup.ts'],
    testTimeout: 120_000,
    // What a browser draws may take its time where much else runs.
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 180_000,
    teardownTimeout: 60_000,
  },
});

import { availableParallelism } from 'node:os'

import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{packages,apps,tooling}/**/*.test.ts'],
    globalSetup: [
      'tooling/s3-server/src/global-setup.ts',
      'packages/db/src/testing/global-setup.ts',
    ],
    // Files share their worker's modules: loading them anew for each was half of the whole run.
    isolate: false,
    // Much of the time is spent waiting for databases, storage and processes.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Generous, because whole processes are started and killed, and machines differ.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})

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
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})

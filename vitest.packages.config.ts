import { defineConfig } from 'vitest/config'
import base from './vitest.config.js'

/**
 * The packages as they are published: to a registry on this machine, which has everything else from the one that npm is set to.
 * So these tests need a network, and `pnpm test` leaves them out.
 */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: ['test/published/*.test.ts'],
    globalSetup: ['test/published/global-setup.ts'],
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
})

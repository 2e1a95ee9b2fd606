import { defineConfig } from 'vitest/config'
import base from './vitest.config.js'

/** The packages as they are published. These tests install from the registry, so `pnpm test` leaves them out. */
export default defineConfig({
  ...base,
  test: { ...base.test, include: ['test/published/*.test.ts'], testTimeout: 120_000, hookTimeout: 600_000 },
})

import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['@vsc/source'] },
  ssr: { resolve: { conditions: ['@vsc/source'] } },
  test: {
    include: ['packages/*/{src,test}/**/*.test.ts', 'apps/*/{src,test}/**/*.test.ts', 'test/**/*.test.ts', 'bench/**/*.test.ts'],
    testTimeout: 60_000,
    pool: 'forks',
  },
})

import { defineConfig } from 'vitest/config'

/** A file that the results are also written to, as JSON, so that .ci/run can count them. */
const resultsFile = process.env.TEST_RESULTS_FILE

export default defineConfig({
  resolve: { conditions: ['@vsc/source'] },
  ssr: { resolve: { conditions: ['@vsc/source'] } },
  test: {
    include: ['packages/*/{src,test}/**/*.test.ts', 'apps/*/{src,test}/**/*.test.ts', '{test,bench}/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    reporters: resultsFile ? ['default', ['json', { outputFile: resultsFile }]] : ['default'],
  },
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { differenceOf } from '../../test/random-programs/compare.js'
import { randomPrograms } from '../../test/random-programs/program.js'

// Programs of operators put together at random, traced against TensorFlow.js run at once, values and gradients. To look further:
// VSC_RANDOM_PROGRAMS=3000 VSC_RANDOM_SEED=7 npx vitest run packages/engine/src/tracing/random-programs.test.ts

const numRuns = Number(process.env.VSC_RANDOM_PROGRAMS ?? 60)
const seed = Number(process.env.VSC_RANDOM_SEED ?? 1)

describe('random programs', () => {
  it('give traced what they give at once', { timeout: 60_000 + 1000 * numRuns }, async () => {
    await fc.assert(
      fc.asyncProperty(randomPrograms, async (program) => {
        expect(await differenceOf(program)).toBeUndefined()
      }),
      { numRuns, seed },
    )
  })
})

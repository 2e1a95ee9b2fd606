import { accumulateTerms } from '@vsc/metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { example, expected } from '../test/golden/golden.js'
import { seeded } from '../test/random.js'

describe('accumulateTerms', () => {
  it('agrees with scipy on mean and standard error, also where the mean is a million times the deviation', () => {
    const terms = accumulateTerms()
    terms.add(example.terms)
    const summary = terms.summary()
    for (const name of ['kl', 'logLikelihood'] as const) {
      expect(summary[name]!.mean / expected.terms[name].mean).toBeCloseTo(1, 14)
      expect(summary[name]!.standardError).toBeCloseTo(expected.terms[name].standardError, 9)
      expect(summary[name]!.count).toBe(150)
    }
  })

  it('does not depend on how the data set is cut into minibatches', () => {
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 40 })
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 7 }), (elbo, batch) => {
        const [whole, cut] = [accumulateTerms(), accumulateTerms()]
        whole.add({ elbo })
        for (let from = 0; from < elbo.length; from += batch) cut.add({ elbo: elbo.slice(from, from + batch) })
        expect(cut.summary()).toEqual(whole.summary())
      }),
      seeded,
    )
  })

  it('has a standard error of 0 for equal values', () => {
    const terms = accumulateTerms()
    terms.add({ kl: new Float32Array(10).fill(0.1) })
    expect(terms.summary().kl).toEqual({ mean: Math.fround(0.1), standardError: 0, count: 10 })
  })

  it('refuses other names, lengths that differ and values that are not finite, and keeps nothing of them', () => {
    const terms = accumulateTerms()
    terms.add({ elbo: [1, 2], kl: [3, 4] })
    expect(() => terms.add({ elbo: [1] })).toThrow('terms: got elbo, expected elbo, kl as before')
    expect(() => terms.add({ elbo: [1], kl: [2, 3] })).toThrow('terms: kl has 2 values but elbo has 1')
    expect(() => terms.add({ elbo: [1, 2], kl: [2, Number.NaN] })).toThrow('terms: kl[1] is NaN')
    expect(terms.summary().elbo).toEqual({ mean: 1.5, standardError: 0.5, count: 2 })
  })

  it('has no summary before the first example, and of one no standard error', () => {
    const terms = accumulateTerms()
    expect(() => terms.summary()).toThrow('terms: no example was added, expected one or more')
    terms.add({ kl: [1] })
    expect(terms.summary()).toEqual({ kl: { mean: 1, count: 1 } })
  })
})

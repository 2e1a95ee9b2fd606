import { groupsOf, type MetricClaim, type Metrics, metricClaims } from '@vsc/lab'
import { describe, expect, it } from 'vitest'
import { claims as activationClaims } from '../src/activations/claims.js'
import { claims as faceClaims } from '../src/celeba/claims.js'
import { claims as conditionalClaims } from '../src/conditional/claims.js'
import { claims as interpolationClaims } from '../src/interpolation/claims.js'
import { runsThat } from './found-runs.js'

/** Which claims of a list do not hold of a model with these metrics, by their places. */
function failing(claims: readonly MetricClaim<never>[], metrics: Metrics): number[] {
  const own = claims as unknown as readonly MetricClaim<Metrics & { readonly activeUnits: number }>[]
  const columns = own.flatMap(({ evidence }) => evidence).map((name) => ({ name, title: name, decimals: 2 }))
  const groups = groupsOf(runsThat<never>({ latentDim: 100, metrics: [metrics] }))
  return metricClaims({ groups, columns, claims: own }).flatMap(({ holds }, i) => (holds === 'held' ? [] : [i]))
}

const cases = {
  activations: {
    claims: activationClaims,
    good: {
      ...{ distinctSets: 0.98, overlappingSets: 0.6, spikeLinearAccuracy: 0.76, codeLinearAccuracy: 0.81 },
      ...{ nearestIsKin: 6, tellingLatents: 14, kinRowDistance: 0.9, otherRowDistance: 1.6 },
    },
    failing: [
      [{ spikeLinearAccuracy: 0.72 }, [0]],
      [{ spikeLinearAccuracy: 0.2 }, [0, 1]],
      [{ distinctSets: 0.4 }, [1]],
      [{ overlappingSets: 0 }, [2]],
      [{ nearestIsKin: 3 }, [3]],
      [{ otherRowDistance: 0.8 }, [3]],
    ],
  },
  conditional: {
    claims: conditionalClaims,
    good: {
      ...{ samplesKeptKind: 0.8, reconstructionsKeptKind: 0.9, unconditionalKeptKind: 0.3 },
      ...{ samplesKept: 0.66, reconstructionsKept: 0.7, unconditionalKept: 0.1 },
      ...{ sampleChange: 0.05, changeWithinClass: 0.08, changeAcrossClasses: 0.2 },
    },
    failing: [
      [{ samplesKept: 0.6 }, [0]],
      [{ samplesKeptKind: 0.6 }, [1]],
      [{ samplesKeptKind: 0.5, reconstructionsKeptKind: 0.5 }, [1]],
      [{ sampleChange: 0.01 }, [2]],
    ],
  },
  interpolation: {
    claims: interpolationClaims,
    good: {
      ...{ switchChange: 0.06, unusedSwitchChange: 0.0001, stepChange: 0.008 },
      ...{ discreteChange: 0.15, continuousChange: 0.06 },
    },
    failing: [
      [{ switchChange: 0.01 }, [0]],
      [{ switchChange: undefined }, [0]],
    ],
  },
  celeba: {
    claims: faceClaims,
    good: {
      ...{ activeUnits: 30, varyingLatents: 20, alwaysOnLatents: 10, onPerImage: 15 },
      ...{ sampleChange: 0.06, unconditionalChange: 0.11, changeAcrossFaces: 0.1 },
    },
    failing: [
      [{ varyingLatents: 14 }, [0]],
      [{ varyingLatents: 0 }, [0, 2]],
      [{ onPerImage: 60 }, [1]],
      [{ sampleChange: 0.1 }, [2]],
      [{ activeUnits: 0 }, [0, 1, 2]],
    ],
  },
} as const

describe.each(Object.entries(cases))('the claims of %s', (_, { claims, good, failing: found }) => {
  it('hold of a model that does all of it', () => {
    expect(failing(claims, good)).toEqual([])
  })

  it.each(found as readonly (readonly [Metrics, readonly number[]])[])(
    'with %j fail where they should',
    (bad, places) => {
      expect(failing(claims, { ...good, ...bad })).toEqual(places)
    },
  )
})

import {
  attributesOwned,
  correlationContrast,
  correlationMatrix,
  createMatrix,
  dci,
  factorVaeScore,
  holdFactors,
  lassoDci,
  type Matrix,
  meanBestCorrelation,
  mig,
  modularity,
  presence,
  sap,
  signedCorrelationMatrix,
  spikeRecovery,
  withinAttribute,
  zeroShare,
} from '@vsc/metrics'
import { expect, it } from 'vitest'
import { normalMatrix } from '../test/random.js'
import { attributeOf, smileys } from '../test/smileys.js'

// What each score makes of three codes of the same smileys: the ideal one, posterior means of a model that finds every V where
// it shows; one that signals presence and nothing else; and noise.
const count = 1000
const { present, values, presentOfFeatures, sources } = smileys(count, 'reference')
const noise = normalMatrix(count, 18, 'noise')
const codes = { ideal: sources, presenceOnly: present, noise }
const gammas = {
  ideal: presentOfFeatures,
  presenceOnly: present,
  noise: createMatrix({ ...noise, data: noise.data.map((z) => 1 / (1 + Math.exp(-z))) }),
}

const ofEach = (score: (code: Matrix) => number, of: typeof codes | typeof gammas = codes) => ({
  ideal: score(of.ideal),
  presenceOnly: score(of.presenceOnly),
  noise: score(of.noise),
})

const shows = (example: number, feature: number) => presentOfFeatures.data[example * 18 + feature] === 1

it.each<[string, (code: Matrix) => number, { ideal: number; presenceOnly: number; noise: number }]>([
  [
    'withinAttribute',
    (code) => withinAttribute({ values, present, attributeOf, codes: code }).mean,
    { ideal: 0.99, presenceOnly: 0, noise: 0 },
  ],
  [
    'meanBestCorrelation of the signed matrix',
    (code) => meanBestCorrelation(signedCorrelationMatrix(sources, code)),
    { ideal: 0.99, presenceOnly: 0, noise: 0 },
  ],
  [
    'correlationContrast of the signed matrix',
    (code) => correlationContrast(signedCorrelationMatrix(sources, code), attributeOf),
    { ideal: 0.99, presenceOnly: 0, noise: 0 },
  ],
  ['sap', (code) => sap(sources, code), { ideal: 0.95, presenceOnly: 0.01, noise: 0.01 }],
  ['lassoDci', (code) => lassoDci(sources, code).disentanglement, { ideal: 0.95, presenceOnly: 0, noise: 0 }],
  [
    'factorVaeScore',
    (code) => factorVaeScore(holdFactors(values, code, { shows, batchSize: 32 })),
    { ideal: 0.99, presenceOnly: 0.15, noise: 0.15 },
  ],
])('%s is high for the ideal code, low for presence and for noise', (_, score, expected) => {
  const found = ofEach(score)
  expect(found.ideal).toBeGreaterThan(expected.ideal)
  expect(found.presenceOnly).toBeLessThanOrEqual(expected.presenceOnly)
  expect(found.noise).toBeLessThanOrEqual(expected.noise)
})

it('dci is high for the ideal code; for presence and for noise it is low, and informativeness next to nothing', () => {
  const found = { ideal: dci(sources, codes.ideal), presenceOnly: dci(sources, present), noise: dci(sources, noise) }
  expect(found.ideal.disentanglement).toBeGreaterThan(0.95)
  expect(found.ideal.completeness).toBeGreaterThan(0.95)
  expect(found.ideal.informativeness).toBeGreaterThan(0.95)
  for (const { disentanglement, informativeness } of [found.presenceOnly, found.noise]) {
    expect(disentanglement).toBeLessThan(0.15)
    expect(informativeness).toBeLessThan(0.02)
  }
})

it.each<[string, (code: Matrix) => number, number]>([
  ['mig', (code) => mig(sources, code), 0.03],
  ['modularity', (code) => modularity(sources, code), 0.3],
  ['meanBestCorrelation', (code) => meanBestCorrelation(correlationMatrix(sources, code)), 0],
  ['correlationContrast', (code) => correlationContrast(correlationMatrix(sources, code), attributeOf), 0],
])('%s is highest for the ideal code, middling for presence and low for noise', (_, score, most) => {
  const found = ofEach(score)
  expect(found.ideal).toBeGreaterThan(found.presenceOnly + 0.1)
  expect(found.presenceOnly).toBeGreaterThan(found.noise + 0.1)
  expect(found.noise).toBeLessThanOrEqual(most)
})

it('what asks for presence alone is 1 for both that have it, and chance for noise', () => {
  const accuracy = ofEach((gamma) => presence(present, gamma).accuracy, gammas)
  expect(accuracy).toMatchObject({ ideal: 1, presenceOnly: 1 })
  expect(Math.abs(accuracy.noise - 0.5)).toBeLessThan(0.05)
  const recovery = ofEach((gamma) => spikeRecovery(gamma, present).mean, gammas)
  expect(Math.min(recovery.ideal, recovery.presenceOnly)).toBeCloseTo(1, 10)
  expect(recovery.noise).toBeLessThan(0.1)
  const owned = ofEach((code) => attributesOwned(correlationMatrix(sources, code), attributeOf).length)
  expect(owned).toEqual({ ideal: 4, presenceOnly: 4, noise: 0 })
  // By the value of the ideal code, which is of either sign, a single threshold tells half of what is present.
  expect(presence(present, sources).accuracy).toBeCloseTo(0.75, 1)
})

it('zeros are half of both, and none of noise', () => {
  const zeros = ofEach(zeroShare)
  expect(zeros.ideal).toBeCloseTo(0.5, 1)
  expect(zeros.presenceOnly).toBeCloseTo(0.5, 1)
  expect(zeros.noise).toBe(0)
})

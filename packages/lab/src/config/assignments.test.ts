import { describe, expect, it } from 'vitest'
import { parseAssignment } from './assignments.js'

describe('parseAssignment', () => {
  it.each([
    ['vsc.alpha=0.1', { vsc: { alpha: 0.1 } }],
    ['training.learningRate=1e-3', { training: { learningRate: 1e-3 } }],
    ['latentDims=[18, 40]', { latentDims: [18, 40] }],
    ['vsc.logVarBounds=null', { vsc: { logVarBounds: null } }],
    ['training.shuffle=false', { training: { shuffle: false } }],
    ['vsc.likelihood=bernoulli', { vsc: { likelihood: 'bernoulli' } }],
    ['a={kind: constant, value: 1}', { a: { kind: 'constant', value: 1 } }],
    ['a=b=c', { a: 'b=c' }],
  ])('reads %s', (text, expected) => {
    expect(parseAssignment(text)).toEqual(expected)
  })

  it.each(['alpha', '=3', 'vsc.=3', '.alpha=3', 'a=[1'])('refuses %s, saying so', (text) => {
    expect(() => parseAssignment(text)).toThrow(`--set ${text}: `)
  })
})

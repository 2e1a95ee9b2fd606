import { expect, it } from 'vitest'
import { parseAssignment } from './assignments.js'
import { refuseConflicts } from './conflicts.js'

const said = (...assignments: string[]) =>
  assignments.map((text) => ({ words: `--set ${text}`, means: parseAssignment(text) }))
const seed = { words: '--seed 7', means: { training: { seed: 7 } } }

it('different things of one key are refused, naming both', () => {
  const both = '--seed 7 and --set training.seed=9 say different things of training.seed: leave one of them out'
  expect(() => refuseConflicts([seed, ...said('training.seed=9')])).toThrow(both)
  expect(() => refuseConflicts(said('a.b=1', 'a={b: 2}'))).toThrow('say different things of a.b')
})

it('the same twice is no conflict, nor are different keys', () => {
  refuseConflicts([seed, ...said('training.seed=7', 'training.seed=7.0', 'model.seed=8', 'training.iterations=9')])
  refuseConflicts(said('a=[1, 2]', 'a=[1, 2]'))
})

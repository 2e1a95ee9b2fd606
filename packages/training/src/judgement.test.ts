import { describe, expect, it } from 'vitest'
import { isBest, judge, noJudgement, scoreAfter, stopsEarly } from './judgement.js'

const rules = (options: { goal?: 'max' | 'min'; patience?: number; minImprovement?: number } = {}) => {
  const { goal = 'max', patience = 2, minImprovement = 0 } = options
  return { criterion: { term: 'elbo', goal }, earlyStopping: { patience, minImprovement } }
}

/** The judgement after each of these values. */
function course(values: readonly number[], given: ReturnType<typeof rules>) {
  let judgement = noJudgement
  return values.map((elbo, i) => {
    judgement = judge(judgement, { iteration: 10 * (i + 1), terms: { elbo } }, given)
    return judgement
  })
}

const waits = (values: readonly number[], given: ReturnType<typeof rules>) =>
  course(values, given).map(({ waited }) => waited)

describe('judge', () => {
  it('counts validations that are no better than the best, and forgets them when one is', () => {
    expect(waits([-5, -4, -4, -4.5, -3, -9], rules())).toEqual([0, 0, 1, 2, 0, 1])
  })

  it('asks for less where less is better', () => {
    expect(waits([5, 4, 4, 4.5, 3, 9], rules({ goal: 'min' }))).toEqual([0, 0, 1, 2, 0, 1])
  })

  it('counts small improvements as none, until together they are large', () => {
    // improvements over -5 of 0.4, 0.8 and 1.2, of which only the last is more than 1; then of 1 over -3.8, which is not more
    const given = rules({ minImprovement: 1 })
    expect(waits([-5, -4.6, -4.2, -3.8, -2.8], given)).toEqual([0, 1, 2, 0, 1])
  })

  it('knows the best all the same', () => {
    const judged = course([-5, -4.6, -4.2, -4.4], rules({ minImprovement: 1 }))
    expect(judged.at(-1)!.best).toEqual({ value: -4.2, iteration: 30 })
    expect(judged.map((each, i) => isBest(each, 10 * (i + 1)))).toEqual([true, true, true, false])
  })

  it('takes the first of equals for the best', () => {
    expect(course([-5, -5], rules()).at(-1)!.best!.iteration).toBe(10)
  })
})

it('stopsEarly: once patience is used up, and never without', () => {
  const judged = course([-5, -6, -7, -8], rules())
  expect(judged.map((each) => stopsEarly(each, rules({ patience: 3 })))).toEqual([false, false, false, true])
  expect(judged.some((each) => stopsEarly(each, { ...rules(), earlyStopping: null }))).toBe(false)
})

describe('scoreAfter', () => {
  const latest = { iteration: 20, loss: 7, validation: { elbo: -5, kl: 3 } }
  const by = (bestBy: 'loss' | 'validation', term = 'elbo', goal: 'max' | 'min' = 'max') => ({
    bestBy,
    criterion: { term, goal },
  })

  it('is the last logged loss, or what these very parameters were validated at: less is better', () => {
    expect(scoreAfter(25, latest, by('loss'))).toBe(7)
    expect(scoreAfter(20, latest, by('validation'))).toBe(5)
    expect(scoreAfter(20, latest, by('validation', 'kl', 'min'))).toBe(3)
  })

  it('is null where there is none', () => {
    expect(scoreAfter(25, latest, by('validation'))).toBeNull()
    expect(scoreAfter(20, { iteration: 20, loss: 7 }, by('validation'))).toBeNull()
    expect(scoreAfter(20, undefined, by('loss'))).toBeNull()
  })
})

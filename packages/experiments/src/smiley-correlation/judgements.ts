import { above, bothOf, everywhere, type Judgement, judged, spreadInWords, untested } from '@vsc/lab'
import { bestIn, type MetricName, type Standing, spreadOf } from './standings.js'
import { hasLearned } from './state.js'

export type Judge = (standing: Standing) => Judgement

/** 14 to 22: near the 18 features that there are. */
export const near = [14, 22] as const

/** The number of active latents may rise by this much from the least J to the largest without being said to grow. */
const noGrowth = 2

/** Judges VSC at every J. */
export const atEvery = (standings: readonly Standing[], judge: Judge): Judgement =>
  everywhere(standings.map((standing) => ({ where: `J = ${standing.latentDim}`, ...learnedOr(standing, judge) })))

/** A VSC that has learned nothing holds nothing; one that was not trained far enough says nothing either. */
function learnedOr(standing: Standing, judge: Judge): Judgement {
  if (standing.vsc === undefined) return untested('no VSC was trained')
  const failed = standing.vsc.runs.filter(({ findings }) => !hasLearned(findings.state))
  if (failed.length === 0) return judge(standing)
  const detail = failed.map(({ run, findings }) => `seed ${run.seed} is ${findings.state}`).join(', ')
  const isUntrained = failed.some(({ findings }) => findings.state === 'untrained')
  return { holds: isUntrained ? 'not tested' : 'not held', evidence: `VSC of ${detail}` }
}

/** Whether VSC's means over seeds reach a goal. */
export function goal(names: readonly MetricName[], reached: (value: number) => boolean, digits: number): Judge {
  return ({ vsc }) => {
    const spreads = names.map((name) => spreadOf(vsc!, name)!)
    const evidence = bothOf(spreads.map((spread) => spreadInWords(spread, digits)))
    return judged(
      spreads.every(({ mean }) => reached(mean)),
      evidence,
    )
  }
}

/** Names the attributes whose best spike is on where they are absent. */
export function withInverted(judge: Judge): Judge {
  return (standing) => {
    const { holds, evidence } = judge(standing)
    const inverted = standing.vsc!.runs.flatMap(({ run, findings }) =>
      (findings.spikes?.inverted ?? []).map((name) => `${name} (seed ${run.seed})`),
    )
    const named = inverted.length === 0 ? '' : `, inverted, on where the attribute is absent: ${bothOf(inverted)}`
    return { holds, evidence: `${evidence}${named}` }
  }
}

/** Whether VSC's mean is above the best that any baseline reaches, beyond the deviation over seeds. */
export function against(name: MetricName, digits: number): Judge {
  return ({ vsc, rivals, isCompared }) => {
    const own = spreadOf(vsc!, name)!
    const best = bestIn(rivals, name)
    if (best === undefined) return untested(isCompared ? 'no baseline has learned anything' : 'no baseline was trained')
    return above({ label: 'VSC', ...own }, { label: best.group.label, ...best }, digits)
  }
}

/** From J to larger J, of those that leave room for more than 22 active latents. */
export function growth(standings: readonly Standing[]): Judgement {
  const roomy = standings.filter(({ latentDim }) => latentDim > near[1]).sort((a, b) => a.latentDim - b.latentDim)
  if (roomy.length < 2) return untested(`there are no two J above ${near[1]} to compare`)
  const failed = roomy.map((standing) => learnedOr(standing, () => ({ holds: 'held', evidence: '' })))
  const problem = failed.find(({ holds }) => holds !== 'held')
  if (problem !== undefined) return problem
  const counts = (['activeLatents', 'activeUnits'] as const).map((name) =>
    roomy.map(({ vsc }) => spreadOf(vsc!, name)!),
  )
  const grows = counts.some((spreads) => spreads.at(-1)!.mean - spreads[0]!.mean > noGrowth)
  const evidence = roomy.map(
    ({ latentDim }, i) => `J = ${latentDim}: ${bothOf(counts.map((spreads) => spreadInWords(spreads[i]!, 1)))}`,
  )
  return judged(!grows, evidence.join('; '))
}

import type { Claim } from '@vsc/figures'
import {
  above,
  comparisonRule,
  everywhere,
  ifUsed,
  type Judgement,
  judged,
  mean,
  type NamedSpread,
  spreadInWords,
  spreadOf,
  untested,
  usedPart,
  valuesOf,
} from '@vsc/lab'
import { type Axis, bestCurve, bestOf, type Curve, type Group, type OnData, placeInWords, titleOf } from './curves.js'
import type { ElboMetrics } from './findings.js'

/** A loss towards large J of at most this share of what was gained up to the best J is none to speak of. */
const slight = 0.1

/** What figure 1 shows, and the goal for the bound, each judged on every data set. */
const claims: readonly { readonly claim: string; readonly judge: (groups: readonly Group[]) => Judgement }[] = [
  { claim: 'VSC’s importance-weighted bound is above beta-VAE’s best.', judge: boundIsAbove },
  { claim: 'VSC’s highest ELBO is not below beta-VAE’s beyond the deviation.', judge: elboReaches },
  { claim: 'VSC’s ELBO is stable as J grows beyond what is needed.', judge: isStable },
  { claim: 'VSC’s ELBO falls less as J grows than beta-VAE’s.', judge: (groups) => isLess(groups, 'latentDim') },
  { claim: 'VSC’s ELBO depends less on α than beta-VAE’s on β.', judge: (groups) => isLess(groups, 'swept') },
  { claim: 'beta-VAE’s ELBO falls from the smallest β to the largest.', judge: fallsOverBeta },
]

/** How they are judged, for readers. */
export const rule = `${comparisonRule} VSC’s bound is that at its point of highest ELBO, beta-VAE’s the highest of any point; points are chosen over the test examples themselves. Stable is an ELBO of which, from the J where it is highest to the largest J, no more is lost than the deviation, or than ${100 * slight}% of what it gained from the smallest J to its best. Models without a latent in use count on neither side.`

export const claimsOf = (all: readonly OnData[]): Claim[] =>
  claims.map(({ claim, judge }) => ({
    claim,
    ...everywhere(all.map(({ title, groups }) => ({ where: title, ...judge(groups) }))),
  }))

const notThere = untested('the models that would show it were not trained')

function boundIsAbove(groups: readonly Group[]): Judgement {
  const vsc = bestOf(groups, 'vsc')
  const vae = bestOf(groups.flatMap(usedPart), 'beta-vae', 'iwae')
  if (vsc === undefined || vae === undefined) return notThere
  const [own, other] = [vsc, vae].map((group) => spreadAt(group, 'iwae'))
  return ifUsed(vsc.runs, () => above(own!, other!, 1))
}

function elboReaches(groups: readonly Group[]): Judgement {
  const [vsc, vae] = [bestOf(groups, 'vsc'), bestOf(groups.flatMap(usedPart), 'beta-vae')]
  if (vsc === undefined || vae === undefined) return notThere
  return ifUsed(vsc.runs, () => {
    const { holds, evidence } = above(spreadAt(vae, 'elbo'), spreadAt(vsc, 'elbo'), 1)
    return holds === 'not tested' ? untested(evidence) : judged(holds === 'not held', evidence)
  })
}

function isStable(groups: readonly Group[]): Judgement {
  const curve = bestCurve(groups, 'vsc', 'latentDim')
  if (curve === undefined) return notThere
  const { first, peak, last } = courseOf(curve)
  const [gain, loss] = [between(curve, peak, first), between(curve, peak, last)]
  const inUse = mean(valuesOf<ElboMetrics>(last.group.runs, 'activeUnits'))
  const evidence = `${spreadInWords(loss, 1)} nats lost (${loss.label}), ${spreadInWords(gain, 1)} gained (${gain.label}); ${inUse.toFixed(1)} latents in use at J = ${last.x}`
  return ifUsed(runsOf(curve), () => judged(loss.mean <= Math.max(loss.deviation, slight * gain.mean), evidence))
}

/** Whether VSC loses less from its best J to the largest than beta-VAE, or varies less over the setting that is swept. */
function isLess(groups: readonly Group[], axis: Axis): Judgement {
  const [vsc, vae] = [bestCurve(groups, 'vsc', axis), bestCurve(groups, 'beta-vae', axis)]
  if (vsc === undefined || vae === undefined) return notThere
  const changeOf = (curve: Curve) => {
    const { peak, lowest, last } = courseOf(curve)
    return between(curve, peak, axis === 'swept' ? lowest : last)
  }
  return ifUsed(runsOf(vsc), () => above(changeOf(vae), changeOf(vsc), 1))
}

function fallsOverBeta(groups: readonly Group[]): Judgement {
  const curve = bestCurve(groups, 'beta-vae', 'swept')
  if (curve === undefined) return notThere
  const { first, last } = courseOf(curve)
  return above(spreadAt(first.group, 'elbo'), spreadAt(last.group, 'elbo'), 1)
}

type Point = Curve['points'][number]

/** The ends of a curve, and where it is highest and lowest. */
function courseOf({ points }: Curve) {
  const elboOf = ({ group }: Point) => spreadAt(group, 'elbo').mean
  return {
    first: points[0]!,
    last: points.at(-1)!,
    peak: points.reduce((best, one) => (elboOf(one) > elboOf(best) ? one : best)),
    lowest: points.reduce((worst, one) => (elboOf(one) < elboOf(worst) ? one : worst)),
  }
}

/** How much higher the ELBO is at one point of a curve than at another. */
function between({ label, symbol, points }: Curve, one: Point, other: Point): NamedSpread {
  const [a, b] = [one, other].map(({ group }) => spreadAt(group, 'elbo')) as [NamedSpread, NamedSpread]
  return {
    mean: a.mean - b.mean,
    deviation: one === other ? 0 : Math.hypot(a.deviation, b.deviation),
    seeds: Math.min(a.seeds, b.seeds),
    label: `${titleOf(points.map(({ group }) => group))}, ${label}, between ${symbol} = ${one.x} and ${other.x}`,
  }
}

const runsOf = ({ points }: Curve) => points.flatMap(({ group }) => group.runs)

const spreadAt = (group: Group, metric: keyof ElboMetrics): NamedSpread => ({
  ...spreadOf(valuesOf<ElboMetrics>(group.runs, metric))!,
  label: `${titleOf([group])}, ${placeInWords(group)}`,
})

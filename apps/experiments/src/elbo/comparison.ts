import { type ModelName, models } from '@vsc/models'
import { valuesOf } from '../study/result-tables.js'
import { deviation, mean } from '../study/spread.js'
import { type Axis, type Curve, curvesOf, type Group, modelOf, placeInWords } from './curves.js'
import type { ElboMetrics } from './findings.js'

/** The runs of one data set. */
export interface OnData {
  /** `UCI-HAR` */
  readonly title: string
  /** `UCI-HAR (features 1 to 265 of 561)`: what is missing of it too. */
  readonly fullTitle: string
  readonly groups: readonly Group[]
}

/** What held of figure 1 and what did not, as sentences computed from the numbers. */
export interface Comparison {
  /** Of the paper's claims. */
  readonly claims: readonly string[]
  /** On what grounds, data set by data set. */
  readonly details: readonly string[]
}

/** A loss towards large J of at most this share of what was gained up to the best J is none to speak of. */
const slight = 0.1

interface Claim {
  readonly claim: string
  /** Undefined where the models that would show it were not trained. */
  readonly holds: (groups: readonly Group[]) => boolean | undefined
}

const claims: readonly Claim[] = [
  { claim: 'VSC’s highest ELBO is about as high as beta-VAE’s, or higher,', holds: reaches },
  { claim: 'VSC’s ELBO is stable as J grows beyond what is needed', holds: isStableOverJ },
  { claim: 'VSC’s ELBO depends less on α than beta-VAE’s does on β', holds: isStableOverAlpha },
  { claim: 'beta-VAE’s ELBO falls as β grows', holds: falls },
]

/** Compares VSC with beta-VAE by means over seeds, for every claim that the models allow to be judged. */
export function comparisonOf(all: readonly OnData[]): Comparison {
  return {
    claims: claims.flatMap(({ claim, holds }) => {
      const judged = all.flatMap(({ title, groups }) => {
        const held = holds(groups)
        return held === undefined ? [] : [{ title, held }]
      })
      return judged.length === 0 ? [] : [`That ${claim} ${verb(judged)}.`]
    }),
    details: [...all.flatMap(describe), criteria],
  }
}

const criteria = `About as high is what falls short by no more than the larger of the two standard deviations over seeds. Stable is an ELBO of which, from the J where it is highest to the largest J, no more is lost than a standard deviation, or than ${100 * slight}% of what it gained from the smallest J to its best. The points of highest ELBO are those over the test examples themselves.`

function verb(judged: readonly { readonly title: string; readonly held: boolean }[]): string {
  const titles = (held: boolean) => listed(judged.filter((one) => one.held === held).map(({ title }) => title))
  if (judged.every(({ held }) => held)) return `held on ${titles(true)}`
  if (judged.every(({ held }) => !held)) return `did not hold on ${titles(false)}`
  return `held on ${titles(true)}, not on ${titles(false)}`
}

const listed = (words: readonly string[]) => new Intl.ListFormat('en', { type: 'conjunction' }).format(words)

const elbos = ({ runs }: Group) => valuesOf<ElboMetrics>(runs, 'elbo')
const meanElbo = (group: Group) => mean(elbos(group))
const spreadOf = (...groups: Group[]) => Math.max(...groups.map((group) => deviation(elbos(group))))

/** The group of highest ELBO, mean over seeds. */
export function bestOf(groups: readonly Group[], model?: ModelName): Group | undefined {
  return groups
    .filter((group) => model === undefined || modelOf(group) === model)
    .reduce<Group | undefined>((best, one) => (best && meanElbo(best) >= meanElbo(one) ? best : one), undefined)
}

/** Of a model's curves along an axis the one that reaches highest; undefined where no curve has two points. */
export function bestCurve(groups: readonly Group[], model: ModelName, axis: Axis): Curve | undefined {
  const curves = curvesOf(groups, model, axis).filter(({ points }) => points.length > 1)
  const peak = ({ points }: Curve) => Math.max(...points.map(({ group }) => meanElbo(group)))
  return curves.reduce<Curve | undefined>((best, one) => (best && peak(best) >= peak(one) ? best : one), undefined)
}

function reaches(groups: readonly Group[]): boolean | undefined {
  const [vsc, vae] = [bestOf(groups, 'vsc'), bestOf(groups, 'beta-vae')]
  return vsc && vae && meanElbo(vsc) >= meanElbo(vae) - spreadOf(vsc, vae)
}

/** How a curve goes from its first point to its highest, and from there to its last. */
function courseOf({ points }: Curve) {
  const peak = points.reduce((best, one) => (meanElbo(one.group) > meanElbo(best.group) ? one : best))
  const [first, last] = [points[0]!, points.at(-1)!]
  const means = points.map(({ group }) => meanElbo(group))
  return {
    first,
    peak,
    last,
    gain: meanElbo(peak.group) - means[0]!,
    loss: meanElbo(peak.group) - means.at(-1)!,
    range: Math.max(...means) - Math.min(...means),
    spread: spreadOf(peak.group, last.group),
  }
}

function isStableOverJ(groups: readonly Group[]): boolean | undefined {
  const curve = bestCurve(groups, 'vsc', 'latentDim')
  if (curve === undefined) return undefined
  const { gain, loss, spread } = courseOf(curve)
  return loss <= Math.max(spread, slight * gain)
}

function isStableOverAlpha(groups: readonly Group[]): boolean | undefined {
  const [vsc, vae] = [bestCurve(groups, 'vsc', 'swept'), bestCurve(groups, 'beta-vae', 'swept')]
  return vsc && vae && courseOf(vsc).range < courseOf(vae).range
}

/** From the smallest beta to the largest. */
function falls(groups: readonly Group[]): boolean | undefined {
  const curve = bestCurve(groups, 'beta-vae', 'swept')
  if (curve === undefined) return undefined
  const { first, last } = courseOf(curve)
  return meanElbo(first.group) - meanElbo(last.group) > spreadOf(first.group, last.group)
}

function describe({ fullTitle, groups }: OnData): string[] {
  const names = [...new Set(groups.map(modelOf))]
  const best = names.map((name) => describeBest(name, bestOf(groups, name)!))
  const overJ = names.flatMap((name) => describeCurve(bestCurve(groups, name, 'latentDim'), describeOverJ))
  const overSweep = names.flatMap((name) => describeCurve(bestCurve(groups, name, 'swept'), describeOverSweep))
  return [
    `${fullTitle}: the highest ELBO is ${listed(best)}.`,
    ...(overJ.length === 0 ? [] : [`With J, ${listed(overJ)}.`]),
    ...(overSweep.length === 0 ? [] : [`With the setting that is swept, ${listed(overSweep)}.`]),
  ]
}

function describeBest(name: ModelName, group: Group): string {
  const { runs } = group
  const [elboMixture, bound] = (['elboMixture', 'importanceWeightedBound'] as const).map((metric) =>
    mean(valuesOf<ElboMetrics>(runs, metric)),
  ) as [number, number]
  const more = [
    ...(name === 'vsc' ? [`${nats(elboMixture)} against the mixture prior`] : []),
    `importance-weighted ${nats(bound)}`,
  ]
  return `${models[name].title}’s ${nats(meanElbo(group))} ± ${nats(spreadOf(group))} at ${placeInWords(group)} (${more.join(', ')})`
}

const describeCurve = (curve: Curve | undefined, inWords: (curve: Curve) => string): string[] =>
  curve === undefined ? [] : [inWords(curve)]

function describeOverJ(curve: Curve): string {
  const { peak, last, loss } = courseOf(curve)
  const named = `${models[curve.model].title}’s (${curve.label})`
  return peak === last
    ? `${named} is highest at the largest J, ${last.x}`
    : `${named} is highest at J = ${peak.x} and loses ${nats(loss)} nats to J = ${last.x}`
}

function describeOverSweep(curve: Curve): string {
  const { first, peak, last, range } = courseOf(curve)
  const { model, symbol } = curve
  return `${models[model].title}’s (${curve.label}) is highest at ${symbol} = ${peak.x} and varies by ${nats(range)} nats from ${symbol} = ${first.x} to ${last.x}`
}

const nats = (value: number): string => value.toFixed(1).replace('-', '−')

import { held, percent } from '../study/sentences.js'
import { type Curve, latentDimOf, meanOf } from './groups.js'
import { publishedFor, publishedVae } from './published.js'

/** Differences of accuracy that are worth a word. */
const noticeable = 0.01

/** What held of what the paper's first version says, as sentences computed from the numbers. */
export interface Comparison {
  /** How well the codes of each model are classified, and which of the claims held. */
  readonly claims: readonly string[]
  /** What else the numbers say. */
  readonly details: readonly string[]
}

/**
 * Compares curves of accuracy by a linear classifier on E[z|x], means over seeds: the first version claims that VSC's codes are
 * classified better than a VAE's, and that their accuracy keeps up as J grows where that of a VAE falls.
 *
 * @param pixels the accuracy on the images themselves
 */
export function comparisonOf(curves: readonly Curve[], pixels: number): Comparison {
  const vsc = curves.find(({ isVsc }) => isVsc)
  const others = curves.filter(({ isVsc }) => !isVsc)
  return {
    claims: [
      ...curves.map(courseOf),
      ...(vsc === undefined ? [] : [`That VSC’s accuracy keeps up as J grows ${held(fallOf(vsc) <= noticeable)}.`]),
      ...others.map(
        (other) => `That ${other.name === 'VAE' ? 'a VAE' : other.name}’s falls ${held(fallOf(other) > noticeable)}.`,
      ),
      ...(vsc === undefined ? [] : others.flatMap((other) => comparedAtMost(vsc, other))),
    ],
    details: [
      `A linear classifier of the pixels themselves is right about ${percent(pixels, 1)}.`,
      ...curves.flatMap((curve) => besideSample(curve)),
    ],
  }
}

const accuracyOf = (group: Curve['groups'][number]): number => meanOf(group, 'linearAccuracy')
const lastOf = ({ groups }: Curve) => groups.at(-1)!

/** By how much the accuracy at the largest J falls short of the best. */
const fallOf = (curve: Curve): number => Math.max(...curve.groups.map(accuracyOf)) - accuracyOf(lastOf(curve))

/** `VSC: 62.1% at J = 8, ... 75.0% at J = 200 (published: 66.9% at J = 8, 79.7% at J = 200).` */
function courseOf({ name, isVsc, groups }: Curve): string {
  const course = groups.map((group) => `${percent(accuracyOf(group), 1)} at J = ${latentDimOf(group)}`)
  const published = isVsc
    ? publishedFor('vsc').map(({ latentDim, accuracy }) => `${percent(accuracy, 1)} at J = ${latentDim}`)
    : name === 'VAE'
      ? [`about ${percent(publishedVae)}`]
      : []
  return `${name}: ${course.join(', ')}${published.length === 0 ? '' : ` (published: ${published.join(', ')})`}.`
}

/** Which is the better one at the largest J that both have. */
function comparedAtMost(vsc: Curve, other: Curve): string[] {
  const group = vsc.groups.findLast((one) => other.groups.some((two) => latentDimOf(two) === latentDimOf(one)))
  const beside = other.groups.find((two) => group !== undefined && latentDimOf(two) === latentDimOf(group))
  if (group === undefined || beside === undefined) return []
  const lead = accuracyOf(group) - accuracyOf(beside)
  const points = `${(100 * Math.abs(lead)).toFixed(1)} percentage points`
  return [
    `That VSC’s codes are the better ones at J = ${latentDimOf(group)} ${held(lead > 0)}: they are ${points} ${lead > 0 ? 'above' : 'below'} those of the ${other.name}.`,
  ]
}

/** What is lost with one sampled code in place of the expected one. */
function besideSample({ name, groups }: Curve): string[] {
  const lost = groups.map((group) => accuracyOf(group) - meanOf(group, 'linearAccuracyOfSample'))
  const most = Math.max(...lost)
  const group = groups[lost.indexOf(most)]!
  if (most <= noticeable) return []
  return [
    `From one z drawn from q(z|x) in place of E[z|x] the accuracy of ${name} is up to ${(100 * most).toFixed(1)} points lower (J = ${latentDimOf(group)}).`,
  ]
}

import { held, percent } from '../study/sentences.js'
import { type Curve, type Group, latentDimOf, meanOf } from './groups.js'
import { publishedFor } from './published.js'

/** Differences of accuracy that are worth a word. */
const noticeable = 0.01

/** What held of what the paper's first version says, as sentences computed from the numbers. */
export interface Comparison {
  /** How well the codes of each model are classified, one sentence each. */
  readonly courses: readonly string[]
  /** Of the claims that VSC's accuracy keeps up as J grows, that a VAE's does not, and that VSC's codes are the better ones. */
  readonly claims: readonly string[]
  /** What else the numbers say. */
  readonly details: readonly string[]
}

/**
 * Compares accuracies of a linear classifier of E[z|x], means over seeds, with each other and with the published ones.
 *
 * @param pixels the accuracy on the images themselves
 */
export function comparisonOf(curves: readonly Curve[], pixels: number): Comparison {
  const vsc = curves.find(({ groups: [{ runs }] }) => runs[0].run.model === 'vsc')
  const others = curves.filter(({ groups: [{ runs }] }) => runs[0].run.model !== 'vsc')
  return {
    courses: curves.map(courseOf),
    claims: [
      ...(vsc === undefined ? [] : [`That VSC’s accuracy keeps up as J grows ${held(fallOf(vsc) <= noticeable)}.`]),
      ...others.map((other) => `That the ${other.name}’s falls ${held(fallOf(other) > noticeable)}.`),
      ...(vsc === undefined ? [] : others.flatMap((other) => comparedAtLargest(vsc, other))),
    ],
    details: [
      `A linear classifier of the pixels themselves is right about ${percent(pixels, 1)}.`,
      ...curves.flatMap(lossBySampling),
    ],
  }
}

const accuracyOf = (group: Group): number => meanOf(group, 'linearAccuracy')

/** By how much the accuracy at the largest J falls short of the best. */
const fallOf = ({ groups }: Curve): number => Math.max(...groups.map(accuracyOf)) - accuracyOf(groups.at(-1)!)

/** `VSC: 62.1% at J = 8, 75.0% at J = 200 (published: 66.9% at J = 8, 79.7% at J = 200).` */
function courseOf({ name, groups }: Curve): string {
  const list = (points: readonly { latentDim: number; accuracy: number }[]) =>
    points.map(({ latentDim, accuracy }) => `${percent(accuracy, 1)} at J = ${latentDim}`).join(', ')
  const found = groups.map((group) => ({ latentDim: latentDimOf(group), accuracy: accuracyOf(group) }))
  const published = publishedFor(name)
  return `${name}: ${list(found)}${published.length === 0 ? '' : ` (published: ${list(published)})`}.`
}

/** Which is the better one at the largest J that both have. */
function comparedAtLargest(vsc: Curve, other: Curve): string[] {
  const besideOf = (group: Group) => other.groups.find((one) => latentDimOf(one) === latentDimOf(group))
  const group = vsc.groups.findLast(besideOf)
  const beside = group && besideOf(group)
  if (group === undefined || beside === undefined) return []
  const lead = accuracyOf(group) - accuracyOf(beside)
  const detail = `${points(Math.abs(lead))} ${lead > 0 ? 'above' : 'below'} the ${other.name}’s`
  return [`That VSC’s codes are the better ones at J = ${latentDimOf(group)} ${held(lead > 0)}: they are ${detail}.`]
}

/** What is lost with one sampled code in place of the expected one. */
function lossBySampling({ name, groups }: Curve): string[] {
  const losses = groups.map((group) => accuracyOf(group) - meanOf(group, 'linearAccuracyOfSample'))
  const most = Math.max(...losses)
  if (most <= noticeable) return []
  const latentDim = latentDimOf(groups[losses.indexOf(most)]!)
  return [`With one z drawn from q(z|x) in place of E[z|x], ${name} loses up to ${points(most)} (at J = ${latentDim}).`]
}

const points = (difference: number): string => `${(100 * difference).toFixed(1)} percentage points`

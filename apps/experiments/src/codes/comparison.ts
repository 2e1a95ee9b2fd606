import { held, percent } from '../study/sentences.js'
import { type Curve, type Group, latentDimOf, meanOf } from './groups.js'
import { publishedFor } from './published.js'
import { type Representation, representations } from './representations.js'

/** Falls of accuracy up to this are none. */
const noticeable = 0.01

/**
 * What held of the claims of the paper's first version, that VSC's accuracy keeps up as J grows, that a VAE's does not, and that
 * VSC's codes are the better ones then: a paragraph for each representation, computed from the accuracies of the linear classifier,
 * means over seeds.
 */
export const comparisonOf = (curves: readonly Curve[]): string[] =>
  representations.map((representation) => {
    const courses = curves.map((curve) => courseOf(curve, representation)).join('; ')
    const claims = claimsOf(curves, representation)
    return [`By ${representation.phrase}: ${courses}.`, ...(claims.length === 0 ? [] : [`${claims.join('; ')}.`])].join(
      ' ',
    )
  })

/** `VSC 68.8% at J = 8 and 69.0% at J = 200 (published: 66.9% at J = 8 and 79.7% at J = 200)` */
function courseOf({ name, groups }: Curve, { linear }: Representation): string {
  const list = (points: readonly { readonly latentDim: number; readonly accuracy: number }[]) =>
    points.map(({ latentDim, accuracy }) => `${percent(accuracy, 1)} at J = ${latentDim}`).join(' and ')
  const ends = [...new Set([groups[0], groups.at(-1)!])]
  const found = ends.map((group) => ({ latentDim: latentDimOf(group), accuracy: meanOf(group, linear) }))
  const published = publishedFor(name)
  return `${name} ${list(found)}${published.length === 0 ? '' : ` (published: ${list(published)})`}`
}

function claimsOf(curves: readonly Curve[], { linear }: Representation): string[] {
  const accuracyOf = (group: Group) => meanOf(group, linear)
  const fallOf = ({ groups }: Curve) => Math.max(...groups.map(accuracyOf)) - accuracyOf(groups.at(-1)!)
  const vsc = curves.find(isVsc)
  const others = curves.filter((curve) => !isVsc(curve))
  const keepsUp = (curve: Curve) => `that VSC’s accuracy keeps up as J grows ${held(fallOf(curve) <= noticeable)}`
  const falls = (curve: Curve) => `that the ${curve.name}’s falls ${held(fallOf(curve) > noticeable)}`
  const claims = [
    ...(vsc !== undefined && hasCourse(vsc) ? [keepsUp(vsc)] : []),
    ...others.filter(hasCourse).map(falls),
    ...(vsc === undefined ? [] : others.flatMap((other) => comparedAtLargest({ vsc, other, accuracyOf }))),
  ]
  return claims.map((claim, i) => (i === 0 ? claim.replace('that', 'That') : claim))
}

const hasCourse = ({ groups }: Curve): boolean => groups.length > 1
const isVsc = ({ groups: [{ runs }] }: Curve): boolean => runs[0].run.model === 'vsc'

interface Pair {
  readonly vsc: Curve
  readonly other: Curve
  readonly accuracyOf: (group: Group) => number
}

/** Which is the better one at the largest J that both have. */
function comparedAtLargest({ vsc, other, accuracyOf }: Pair): string[] {
  const besideOf = (group: Group) => other.groups.find((one) => latentDimOf(one) === latentDimOf(group))
  const group = vsc.groups.findLast(besideOf)
  const beside = group && besideOf(group)
  if (group === undefined || beside === undefined) return []
  const lead = 100 * (accuracyOf(group) - accuracyOf(beside))
  const detail = `${Math.abs(lead).toFixed(1)} percentage points ${lead > 0 ? 'above' : 'below'} the ${other.name}’s`
  return [`that VSC’s codes are the better ones at J = ${latentDimOf(group)} ${held(lead > 0)} (${detail})`]
}

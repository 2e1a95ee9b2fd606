import { held, percent } from '../study/sentences.js'
import type { CodesMetrics } from './findings.js'
import { type Curve, type Group, latentDimOf, meanOf } from './groups.js'
import { publishedFor } from './published.js'
import { representations } from './representations.js'

/** Falls of accuracy up to this are none. */
const noticeable = 0.01

/** What held of what the paper's first version says, as sentences computed from the accuracies, means over seeds. */
export interface Comparison {
  /** Of the claims that VSC's accuracy keeps up as J grows, that a VAE's does not, and that VSC's codes are the better ones then. */
  readonly claims: readonly string[]
  /** The accuracies at the smallest and the largest J, a sentence for each representation and classifier. */
  readonly courses: readonly string[]
}

/** A classifier of a representation, and where its accuracy stands. */
interface View {
  readonly name: string
  readonly metric: keyof CodesMetrics
}

const views: readonly View[] = representations.flatMap(({ title, linear, knn }) => [
  { name: `a linear classifier of ${title}`, metric: linear },
  { name: `nearest neighbours of ${title}`, metric: knn },
])

/** Compares the models with each other, and says which accuracies are published. */
export function comparisonOf(curves: readonly Curve[]): Comparison {
  const vsc = curves.find(isVsc)
  const others = curves.filter((curve) => !isVsc(curve))
  return {
    claims: [
      ...(vsc !== undefined && hasCourse(vsc)
        ? [verdictOf('VSC’s accuracy keeps up as J grows', ({ metric }) => fallOf(vsc, metric) <= noticeable)]
        : []),
      ...others
        .filter(hasCourse)
        .map((other) => verdictOf(`the ${other.name}’s falls`, ({ metric }) => fallOf(other, metric) > noticeable)),
      ...(vsc === undefined ? [] : others.flatMap((other) => comparedAtLargest(vsc, other))),
    ],
    courses: views.map(({ name, metric }) => {
      const courses = curves.map((curve) => courseOf(curve, metric)).join('; ')
      return `${name.replace(/^./, (first) => first.toUpperCase())}: ${courses}.`
    }),
  }
}

const isVsc = ({ groups: [{ runs }] }: Curve): boolean => runs[0].run.model === 'vsc'
const hasCourse = ({ groups }: Curve): boolean => groups.length > 1

/** By how much the accuracy at the largest J falls short of the best. */
function fallOf({ groups }: Curve, metric: keyof CodesMetrics): number {
  const accuracies = groups.map((group) => meanOf(group, metric))
  return Math.max(...accuracies) - accuracies.at(-1)!
}

/** Whether a claim held whatever the view, or for which it did. */
function verdictOf(claim: string, holds: (view: View) => boolean): string {
  const [where, elsewhere] = [views.filter(holds), views.filter((view) => !holds(view))]
  if (where.length === 0 || elsewhere.length === 0) return `That ${claim} ${held(elsewhere.length === 0)}.`
  return `That ${claim} held for ${listOf(where)}, not for ${listOf(elsewhere)}.`
}

const listOf = (some: readonly View[]) =>
  new Intl.ListFormat('en', { type: 'conjunction' }).format(some.map(({ name }) => name))

/** Which codes are the better ones at the largest J that both have. */
function comparedAtLargest(vsc: Curve, other: Curve): string[] {
  const besideOf = (group: Group) => other.groups.find((one) => latentDimOf(one) === latentDimOf(group))
  const group = vsc.groups.findLast(besideOf)
  const beside = group && besideOf(group)
  if (group === undefined || beside === undefined) return []
  const leads = ({ metric }: View) => meanOf(group, metric) > meanOf(beside, metric)
  return [verdictOf(`VSC’s codes are better than the ${other.name}’s at J = ${latentDimOf(group)}`, leads)]
}

/** `VSC 68.8% at J = 8 and 69.0% at J = 200 (published: 66.9% at J = 8 and 79.7% at J = 200)` */
function courseOf({ name, groups }: Curve, metric: keyof CodesMetrics): string {
  const list = (points: readonly { readonly latentDim: number; readonly accuracy: number }[]) =>
    points.map(({ latentDim, accuracy }) => `${percent(accuracy, 1)} at J = ${latentDim}`).join(' and ')
  const ends = [...new Set([groups[0], groups.at(-1)!])]
  const found = ends.map((group) => ({ latentDim: latentDimOf(group), accuracy: meanOf(group, metric) }))
  const published = publishedFor(name)
  return `${name} ${list(found)}${published.length === 0 ? '' : ` (published: ${list(published)})`}`
}

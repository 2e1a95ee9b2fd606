import type { Claim } from '@vsc/figures'
import {
  above,
  everywhere,
  ifUsed,
  type Judgement,
  judged,
  type NamedSpread,
  spreadInWords,
  spreadOf,
  untested,
  usedPart,
  valuesOf,
} from '@vsc/lab'
import type { CodesMetrics } from './findings.js'
import { type Curve, type Group, latentDimOf } from './groups.js'
import { publishedFor, publishedLabels } from './published.js'
import { accuracyColumns } from './tables.js'

const knnColumns = accuracyColumns.filter(({ name }) => name.startsWith('knn'))

/** Falls of accuracy up to this, in percentage points, are none. */
const noticeable = 1

/** What the paper's first version says, and the goal for J that grow. Each must hold for every classifier and representation named. */
export function claimsOf(curves: readonly Curve[], labelCount: number): Claim[] {
  const [vsc, others] = [curves.filter(isVsc), curves.filter((curve) => !isVsc(curve))]
  const ofVsc = (judge: Judge, columns = accuracyColumns) =>
    judgeAll(vsc, columns, (curve, metric) => ifUsed(runsOf(curve), () => judge(curve, metric)))
  const published = publishedFor('VSC').map(({ latentDim, accuracy }) => ({ latentDim, accuracy: 100 * accuracy }))
  const listed = published.map(({ latentDim, accuracy }) => `${accuracy.toFixed(1)}% at J = ${latentDim}`).join(', ')
  return [
    {
      claim: 'VSC’s k-NN accuracy stays within 2 percentage points from J = 20 to J = 200.',
      ...ofVsc(staysWithin(2, 20, 200), knnColumns),
    },
    {
      claim: `VSC’s accuracy keeps up as J grows: at the largest J it is at most ${noticeable} point below its best.`,
      ...ofVsc(keepsUp),
    },
    {
      claim: `The baselines’ accuracy falls as J grows: at the largest J it is more than ${noticeable} point below its best.`,
      ...judgeAll(others, accuracyColumns, falls),
    },
    {
      claim: 'VSC’s codes are classified better than the baselines’ at the largest J of both.',
      ...ofVsc((curve, metric) => leads(curve, others, metric)),
    },
    {
      claim: `VSC reaches the accuracies that are published with ${publishedLabels.toLocaleString('en')} labels: ${listed}.`,
      ...(labelCount === publishedLabels
        ? ofVsc(reaches(published))
        : untested(`there were ${labelCount.toLocaleString('en')} labels`)),
    },
  ]
}

type Judge = (curve: Curve, metric: keyof CodesMetrics) => Judgement

const judgeAll = (curves: readonly Curve[], columns: typeof accuracyColumns, judge: Judge): Judgement =>
  everywhere(
    curves.flatMap((curve) =>
      columns.map(({ name, title }) => ({ where: `${curve.name}, ${title}`, ...judge(curve, name) })),
    ),
  )

const isVsc = ({ groups: [{ runs }] }: Curve): boolean => runs[0].run.model === 'vsc'
const runsOf = ({ groups }: Curve) => groups.flatMap(({ runs }) => runs)

/** In percent. */
function accuracyAt(group: Group, metric: keyof CodesMetrics): NamedSpread {
  const percentages = valuesOf<CodesMetrics>(group.runs, metric).map((value) => 100 * value)
  return { ...spreadOf(percentages)!, label: `J = ${latentDimOf(group)}` }
}

const inWords = (accuracies: readonly NamedSpread[]) =>
  accuracies.map((one) => `${spreadInWords(one, 1)}% at ${one.label}`).join(', ')

const staysWithin =
  (points: number, from: number, to: number): Judge =>
  ({ groups }, metric) => {
    const between = groups.filter((group) => latentDimOf(group) >= from && latentDimOf(group) <= to)
    const ends = [between[0], between.at(-1)].map((group) => group && latentDimOf(group))
    if (ends[0] !== from || ends[1] !== to) return untested(`it was not trained at J = ${from} and J = ${to}`)
    const accuracies = between.map((group) => accuracyAt(group, metric))
    const means = accuracies.map(({ mean }) => mean)
    return judged(Math.max(...means) - Math.min(...means) <= points, inWords(accuracies))
  }

/** The accuracies at every J, the best of them, and the one at the largest J. */
function courseOf({ groups }: Curve, metric: keyof CodesMetrics) {
  const accuracies = groups.map((group) => accuracyAt(group, metric))
  const best = accuracies.reduce((best, one) => (one.mean > best.mean ? one : best))
  const last = accuracies.at(-1)!
  return { accuracies, best, last, isSlight: best.mean - last.mean <= noticeable }
}

const keepsUp: Judge = (curve, metric) => {
  const { accuracies, isSlight } = courseOf(curve, metric)
  return accuracies.length < 2 ? untested('there is a single J') : judged(isSlight, inWords(accuracies))
}

const falls: Judge = (curve, metric) => {
  const { accuracies, best, last, isSlight } = courseOf(curve, metric)
  if (accuracies.length < 2) return untested('there is a single J')
  return isSlight ? judged(false, inWords(accuracies)) : above(best, last, 1)
}

/** VSC at the largest J that a baseline has too, against the best of them there; those that say nothing are left out. */
function leads({ name, groups }: Curve, others: readonly Curve[], metric: keyof CodesMetrics): Judgement {
  const rivalsAt = (latentDim: number) =>
    others.flatMap((other) =>
      other.groups
        .flatMap(usedPart)
        .filter((group) => latentDimOf(group) === latentDim)
        .map((group) => ({ ...accuracyAt(group, metric), label: `${other.name}, J = ${latentDim}` })),
    )
  const own = groups.findLast((group) => rivalsAt(latentDimOf(group)).length > 0)
  if (own === undefined) return untested('no baseline that has learned anything has a J in common with it')
  const best = rivalsAt(latentDimOf(own)).reduce((best, one) => (one.mean > best.mean ? one : best))
  return above({ ...accuracyAt(own, metric), label: `${name}, J = ${latentDimOf(own)}` }, best, 1)
}

const reaches =
  (published: readonly { readonly latentDim: number; readonly accuracy: number }[]): Judge =>
  ({ groups }, metric) => {
    const found = published.map(({ latentDim }) => groups.find((group) => latentDimOf(group) === latentDim))
    if (found.some((group) => group === undefined)) return untested('it was not trained at each of these J')
    const accuracies = found.map((group) => accuracyAt(group!, metric))
    return judged(
      accuracies.every(({ mean }, i) => mean >= published[i]!.accuracy),
      inWords(accuracies),
    )
  }

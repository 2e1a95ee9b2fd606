import { type ModelName, models } from '@vsc/models'
import { sweepsOf } from '../study/groups.js'
import { mean } from '../study/spread.js'
import type { SmileyMetrics } from './findings.js'
import { bestOfSweeps, type Group } from './groups.js'
import { type Published, publishedFor, publishedIterations } from './published.js'
import { both, foundStructure, goals } from './verdict.js'

/** The paper's claim is of latents near this number: the features there are. */
const claimedActive = 18

/** Still near it: figure 9's own 14 to 19 are. */
const near = 4

/** Differences of mean best |r| from figure 9 that are worth a word. */
const noticeable = 0.05

/** What held of figure 9 and what did not, as sentences computed from the numbers. */
export interface Comparison {
  /** Of the paper's two claims: that VSC stays near 18 active latents in block form at every J, and that the others disperse. */
  readonly claims: readonly string[]
  /** On what grounds, model by model, and what else is different. */
  readonly details: readonly string[]
}

/** Compares the models with each other and with figure 9, by means over seeds; nothing to say where nothing stands beside VSC. */
export function comparisonOf(groups: readonly Group[]): Comparison {
  const ofModels = groupedByModel(groups)
  const vsc = ofModels.get('vsc') ?? []
  const others = groups.filter((group) => modelOf(group) !== 'vsc')
  if (others.length === 0) return { claims: [], details: [] }
  return {
    claims: [...(vsc.length > 0 ? [stays(vsc)] : []), disperse(others)],
    details: [
      ...[...ofModels.values()].map(describe),
      ...(vsc.length > 0 ? [ranking(vsc, others)] : []),
      `In block form are models that own all four attributes with a contrast of at least ${goals.correlationContrast}, in most seeds; dispersed are the others.`,
      ...shortness(groups),
    ],
  }
}

function groupedByModel(groups: readonly Group[]): Map<ModelName, Group[]> {
  const names = [...new Set(groups.map(modelOf))]
  return new Map(names.map((name) => [name, groups.filter((group) => modelOf(group) === name)]))
}

const modelOf = ({ runs: [one] }: Group) => one.run.model
const latentDimOf = ({ runs: [one] }: Group) => one.run.latentDim
const publishedOf = (group: Group): Published | undefined => publishedFor(modelOf(group), latentDimOf(group))
const meanOf = ({ runs }: Group, name: keyof SmileyMetrics) => mean(runs.map(({ findings }) => findings.metrics[name]!))

/** Whether most seeds did. */
const isInBlocks = ({ runs }: Group): boolean => 2 * runs.filter(foundStructure).length > runs.length

function stays(vsc: readonly Group[]): string {
  const isNear = (group: Group) => Math.abs(meanOf(group, 'activeLatents') - claimedActive) <= near
  const held = vsc.filter((group) => isNear(group) && isInBlocks(group))
  return `That VSC stays near ${claimedActive} active latents in block form ${verb(held, vsc)}.`
}

const disperse = (others: readonly Group[]): string =>
  `That the others disperse ${verb(
    others.filter((group) => !isInBlocks(group)),
    others,
  )}.`

function verb(held: readonly Group[], all: readonly Group[]): string {
  if (held.length === all.length) return 'held'
  return held.length === 0 ? 'did not hold' : `held only for ${both(held.map(nameOf))}`
}

/** What a model found at each J, beside figure 9. */
function describe(groups: readonly Group[]): string {
  const found = groups.map((group) => {
    const [active, owned] = [meanOf(group, 'activeLatents'), meanOf(group, 'attributesOwned')].map(whole)
    const contrast = meanOf(group, 'correlationContrast').toFixed(2)
    const form = isInBlocks(group) ? 'in block form' : 'not in block form'
    return `${active} active latents at J = ${latentDimOf(group)}, ${form} (${owned} of 4 attributes owned, contrast ${contrast})`
  })
  return [`${models[modelOf(groups[0]!)].title}: ${found.join('; ')}.`, ...besidePublished(groups)].join(' ')
}

/** Where a model does clearly better, or worse, than the paper says. */
function besidePublished(groups: readonly Group[]): string[] {
  const differences = groups.flatMap((group) => {
    const published = publishedOf(group)?.meanBestCorrelation
    const found = meanOf(group, 'meanBestCorrelation')
    return published === undefined ? [] : [{ group, published, found, excess: found - published }]
  })
  const sentence = (how: string, differing: typeof differences) => {
    const numbers = differing.map(
      ({ group, found, published }) =>
        `${found.toFixed(2)} at J = ${latentDimOf(group)} (figure 9: ${published.toFixed(2)})`,
    )
    return numbers.length === 0 ? [] : [`It does ${how} than the paper says, with a mean best |r| of ${both(numbers)}.`]
  }
  return [
    ...sentence(
      'better',
      differences.filter(({ excess }) => excess >= noticeable),
    ),
    ...sentence(
      'worse',
      differences.filter(({ excess }) => excess <= -noticeable),
    ),
  ]
}

/** Who has the highest contrast at each J. */
function ranking(vsc: readonly Group[], others: readonly Group[]): string {
  const pairs = vsc.flatMap((group) =>
    others.filter((other) => latentDimOf(other) === latentDimOf(group)).map((other) => ({ group, other })),
  )
  const contrast = (group: Group) => meanOf(group, 'correlationContrast')
  const beaten = pairs.filter(({ group, other }) => contrast(other) > contrast(group))
  if (beaten.length === 0) return 'VSC has the highest contrast of the models at every J.'
  const detail = beaten.map(
    ({ group, other }) => `${nameOf(other)} with ${contrast(other).toFixed(2)} to ${contrast(group).toFixed(2)}`,
  )
  return `A higher contrast than VSC’s is reached by ${both(detail)}.`
}

/**
 * Where another point of a sweep owns more attributes over the test images than the chosen one, of the highest contrast: a few
 * clean latents reach a contrast that says little of the rest.
 */
export function choicesInDoubt(groups: readonly Group[]): string[] {
  return sweepsOf(groups).flatMap((points) => {
    const [chosen] = bestOfSweeps(points) as [Group]
    const owned = (group: Group) => meanOf(group, 'attributesOwned')
    const most = points.reduce((best, point) => (owned(point) > owned(best) ? point : best), chosen)
    if (most === chosen) return []
    const contrast = meanOf(most, 'correlationContrast').toFixed(2)
    return [
      `${chosen.label}, was chosen by its contrast, as in the paper, but ${most.label}, owns more attributes (${whole(owned(most))} to ${whole(owned(chosen))}), with ${whole(meanOf(most, 'activeLatents'))} active latents and a contrast of ${contrast}.`,
    ]
  })
}

/** Where training was shorter than the paper's. */
function shortness(groups: readonly Group[]): string[] {
  const iterations = groups.map(({ runs: [one] }) => one.metrics.at(-1)?.iteration ?? 0)
  const [least, most] = [Math.min(...iterations), Math.max(...iterations)]
  if (least >= publishedIterations) return []
  const [short, long, published] = [least, most, publishedIterations].map((n) => n.toLocaleString('en'))
  return [
    `The paper trained for ${published} iterations, this run for ${least === most ? short : `${short} to ${long}`}.`,
  ]
}

const nameOf = (group: Group): string => `${models[modelOf(group)].title} at J = ${latentDimOf(group)}`
const whole = (value: number): string => String(Number(value.toFixed(1)))

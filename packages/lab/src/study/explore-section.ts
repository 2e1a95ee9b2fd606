import type { Section } from '@vsc/figures'
import type { ConclusionContext, PlannedRun } from '../experiment/experiment.js'
import { partition } from './groups.js'
import type { StudiedRun } from './run-result.js'

/** Numbers that a page may hold: four times as many bytes, and a third more in base64, so about 10 MB. */
const most = 2e6

/**
 * The part of a report that leads to pages in which models can be explored: of each family on each data set the one with the
 * highest bound, where it is not so large that its page would be slow to open. Their pages are written.
 */
export async function exploreSection(
  runs: readonly StudiedRun[],
  { explore, announce }: Pick<ConclusionContext, 'explore' | 'announce'>,
): Promise<readonly Section[]> {
  if (explore === undefined || runs.length === 0) return []
  const best = [...partition(runs, ({ run }) => `${run.data} ${run.model}`).values()].map((alike) =>
    alike.reduce((first, second) => (boundOf(second) > boundOf(first) ? second : first)),
  )
  announce('writing the pages to explore')
  const links: { href: string; text: string }[] = []
  for (const { run } of best.filter(isSmall)) {
    const href = await explore(run)
    if (href !== undefined) links.push({ href, text: `Explore this model: ${nameOf(run, runs)}` })
  }
  return [
    {
      heading: 'Explore the models',
      paragraphs: [
        links.length > 0
          ? 'Pages in which codes can be changed and what becomes of them seen: spikes as switches, slabs as sliders, what each latent does. One for the model of each family with the highest bound.'
          : 'These models are too large for pages that open quickly; the command below writes one all the same.',
        `Any other: vsc explore runs/${runs[0]!.run.id} in this folder, or the name of another run.`,
      ],
      links,
    },
  ]
}

function boundOf({ findings: { metrics } }: StudiedRun): number {
  const { bound, elbo }: Readonly<Record<string, unknown>> = metrics
  return ([bound, elbo].find((value) => typeof value === 'number') as number | undefined) ?? Number.NEGATIVE_INFINITY
}

const isSmall = ({ model }: StudiedRun): boolean =>
  Object.values(model.parameterShapes).reduce((sum, shape) => sum + shape.reduce((size, n) => size * n, 1), 0) <= most

/** `VSC, J = 40, seed 1`, and on which data where there are several. */
function nameOf({ title, latentDim, seed, data, id }: PlannedRun, runs: readonly StudiedRun[]): string {
  const several = runs.some(({ run }) => run.data !== data)
  return `${title}${several ? ` on ${data}` : ''}, J = ${latentDim}, seed ${seed} (${id})`
}

import { type SmileyDataSet, smileyAttributes } from '@vsc/data'
import { type Figure, report, type Section, type Settings } from '@vsc/figures'
import type { ConclusionContext } from '../experiment.js'
import type { SmileyConfig } from './config.js'
import type { EvaluatedRun } from './evaluated-run.js'
import { bestOfSweeps, groupsOf, typicalRun } from './groups.js'
import { reconstructionsOf, traversalsOf } from './image-figures.js'
import { correlationFigure, withinAttributesFigure } from './matrix-figures.js'
import { spikesOf } from './spike-figure.js'
import { comparisonTable, resultsTable, spikeTable, spreadTable } from './tables.js'
import { tilesOf } from './tiles.js'
import { trainingFigure } from './training-figure.js'
import { verdictOn } from './verdict.js'

export interface WriteUpOptions extends ConclusionContext {
  readonly config: SmileyConfig
  readonly runs: readonly EvaluatedRun[]
  readonly test: SmileyDataSet
}

/** The figures, the report, and what was found in a sentence or a few. */
export async function writeUp(options: WriteUpOptions) {
  const { config, runs, test, engine, environment } = options
  const groups = groupsOf(runs)
  const best = bestOfSweeps(groups)
  const shown = best.map((group) => ({ group, typical: typicalRun(group) }))
  const each = (draw: (one: EvaluatedRun, label: string) => Promise<Figure | undefined>) =>
    drawAll(
      shown.map(
        ({ group, typical }) =>
          () =>
            draw(typical, group.label),
      ),
    )

  const correlation = await correlationFigure(best)
  const within = await withinAttributesFigure(best)
  const spikes = await each((one, label) => spikesOf(one, label, test))
  const reconstructions = await each((one, label) => reconstructionsOf({ one, label, test, engine }))
  const traversals = await each((one, label) => traversalsOf({ one, label, test, engine }))
  const training = await trainingFigure(shown)

  const swept = groups.length > best.length
  const several = runs.length > best.length
  const sections: Section[] = [
    {
      heading: 'Which latent answers to which feature',
      paragraphs: [
        ...(swept
          ? ['Of every sweep the point with the most attributes owned, and then the highest contrast, is shown.']
          : []),
      ],
      figures: [correlation, within],
      tables: [comparisonTable(best)],
    },
    {
      heading: 'Do spikes tell which attributes an image has?',
      paragraphs: [
        'Spike recovery is, for every attribute, the best correlation of any latent’s spike probability γ with whether the image has the attribute: 1 where one latent switches on exactly with it.',
      ],
      figures: spikes,
      tables: [spikeTable(best)],
    },
    { heading: 'Reconstructions', figures: reconstructions },
    { heading: 'Traversals', figures: traversals },
    { heading: 'Training', figures: [training] },
    {
      heading: 'Every number',
      paragraphs: [numbersParagraph(config)],
      tables: [resultsTable(groups), ...(several ? [spreadTable(groups)] : [])],
    },
  ]
  const verdict = verdictOn(best)
  return {
    verdict,
    figures: sections.flatMap((section) => section.figures ?? []),
    report: report({
      title: 'Smiley: which latent answers to which feature',
      summary: verdict,
      tiles: tilesOf(best),
      sections: sections.filter(({ figures = [], tables = [] }) => figures.length + tables.length > 0),
      settings: config as unknown as Settings,
      environment,
    }),
  }
}

/** One after the other: drawing holds whole images in memory. */
async function drawAll(drawings: readonly (() => Promise<Figure | undefined>)[]): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const draw of drawings) {
    const figure = await draw()
    if (figure !== undefined) figures.push(figure)
  }
  return figures
}

function numbersParagraph({ data, evaluation }: SmileyConfig): string {
  return `Means over ${data.testCount} test images with hard spikes (sampled with seed ${evaluation.seed}); ELBO, log p(x|z) and KL in nats per image, summed over pixels and latents. Attributes owned (of ${smileyAttributes.length}) are those for which some latent has its best feature with |r| of at least 0.3; active latents have an |r| above 0.07. MIG, DCI (disentanglement) and SAP are over active latents only.`
}

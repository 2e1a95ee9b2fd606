import type { SmileyDataSet } from '@vsc/data'
import { report, type Section } from '@vsc/figures'
import { models } from '@vsc/models'
import { settingsInWords } from '../config/settings-in-words.js'
import type { ConclusionContext } from '../experiment.js'
import { groupsOf } from '../study/groups.js'
import { drawEach, reconstructionsOf } from '../study/image-figures.js'
import { ofTrained } from '../study/study-config.js'
import { trainingConfigOf } from '../study/training.js'
import { trainingFigure } from '../study/training-figure.js'
import { choicesInDoubt, comparisonOf } from './comparison.js'
import type { SmileyConfig } from './config.js'
import type { EvaluatedRun } from './evaluated-run.js'
import { bestOfSweeps, type Group, typicalRun } from './groups.js'
import { featureTraversals } from './image-figures.js'
import { correlationFigure, showsTypical, withinAttributesFigure } from './matrix-figures.js'
import { spikesOf } from './spike-figure.js'
import { comparisonTable, resultTables, scoreTable, spikeTable, spreadTables, sweepTable } from './tables.js'
import { headlineOf, tilesOf } from './tiles.js'
import { shareOf, verdictOn } from './verdict.js'

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
  const shown = best.map((group) => ({ label: group.label, one: typicalRun(group) }))
  const isSwept = groups.length > best.length
  const isSpread = runs.length > groups.length

  const { claims, details } = comparisonOf(best)
  const doubts = choicesInDoubt(groups)
  const found = claims.length === 0 ? verdictOn(best) : shareOf(best)
  const summary = [found, ...claims].join(' ')

  const sections: Section[] = [
    {
      heading: 'Beside figure 9 of the paper',
      paragraphs: [claims.join(' '), ...details, ...doubts].filter((text) => text !== ''),
      tables: [comparisonTable(best), scoreTable(best), ...(isSwept ? [sweepTable(groups, best)] : [])],
    },
    {
      heading: 'Which latent answers to which feature',
      paragraphs: [describeTraining(config, runs), ...choicesOf({ config, best, isSwept, isSpread })],
      figures: [await correlationFigure(best), await withinAttributesFigure(best)],
    },
    {
      heading: 'Do spikes tell which attributes an image has?',
      paragraphs: [
        'A spike is for switching a latent on where an image has what the latent stands for, and off where it has not. Spike recovery is, for every attribute, the best correlation of any latent’s spike probability γ with whether the image has the attribute: 1 where one latent switches on (or off) exactly with it.',
      ],
      figures: await drawEach(shown, ({ one, label }) => spikesOf(one, label, test)),
      tables: spikeTable(best).rows.length === 0 ? [] : [spikeTable(best)],
    },
    {
      heading: 'Reconstructions',
      figures: await drawEach(shown, ({ one, label }) => reconstructionsOf({ one, label, test, engine })),
    },
    {
      heading: 'Traversals',
      figures: await drawEach(shown, ({ one, label }) => featureTraversals({ one, label, test, engine })),
    },
    { heading: 'Training', figures: [await trainingFigure(shown)] },
    {
      heading: 'Every number',
      paragraphs: [describeNumbers(config)],
      tables: [...resultTables(groups), ...(isSpread ? spreadTables(groups) : [])],
    },
  ]
  return {
    verdict: [summary, ...details, ...doubts].join(' '),
    figures: sections.flatMap((section) => section.figures ?? []),
    report: report({
      title: 'Variational sparse coding of Smiley',
      summary: groups.length > 1 ? `${summary} The numbers below are those of ${headlineOf(best).label}.` : summary,
      tiles: tilesOf(best),
      sections: sections.filter(({ figures = [], tables = [] }) => figures.length + tables.length > 0),
      settings: settingsInWords(ofTrained(config)),
      environment,
    }),
  }
}

function describeTraining(config: SmileyConfig, runs: readonly EvaluatedRun[]): string {
  const { preset, data } = config
  const trainings = new Map(
    runs.map(({ run }) => {
      const { iterations, batchSize } = trainingConfigOf(config, run)
      return [models[run.model].title, `${iterations.toLocaleString('en')} iterations of ${batchSize}`]
    }),
  )
  const trained =
    new Set(trainings.values()).size === 1
      ? [...trainings.values()][0]!
      : [...trainings].map(([title, length]) => `${title} ${length}`).join(', ')
  return `Smileys of 32 × 32 pixels are drawn from 18 features (V) of four attributes, each of which an image has or has not (S). Trained without these labels on ${data.trainCount.toLocaleString('en')} images, ${trained} (preset ${preset}), then compared with them over ${data.testCount.toLocaleString('en')} others.`
}

interface Choices {
  readonly config: SmileyConfig
  readonly best: readonly Group[]
  readonly isSwept: boolean
  readonly isSpread: boolean
}

function choicesOf({ config: { data }, best, isSwept, isSpread }: Choices): string[] {
  const sweep = `Of every sweep the point is shown that has the highest contrast, as the paper chose its beta: over ${data.validationCount.toLocaleString('en')} validation images, which are neither trained on nor tested on.`
  const seeds = showsTypical(best)
    ? 'Of several seeds the one of median contrast is shown.'
    : 'Of several seeds, matrices are shown for all, and the other figures for the one of median contrast.'
  return [...(isSwept ? [sweep] : []), ...(isSpread ? [seeds] : [])]
}

function describeNumbers({ data, evaluation }: SmileyConfig): string {
  return `Over ${data.testCount.toLocaleString('en')} test images, VSC’s spikes hard (noise of seed ${evaluation.seed}). ELBO, log p(x|z) and KL are in nats per image, summed over pixels and latents. An attribute is owned where some latent has its best feature in it with |r| of at least 0.3; a latent is active with an |r| above 0.07. Contrast: a latent’s score for an attribute is its largest |r| there; its best score less the mean of the others, mean over active latents. MIG, DCI (its disentanglement) and SAP are over active latents.`
}

import type { SmileyDataSet } from '@vsc/data'
import { type Claim, report, type Section } from '@vsc/figures'
import { models } from '@vsc/models'
import { settingsInWords } from '../config/settings-in-words.js'
import type { ConclusionContext } from '../experiment.js'
import { unequalSearch, unequalTerms } from '../study/equal-terms.js'
import { groupsOf } from '../study/groups.js'
import { drawEach, reconstructionsOf } from '../study/image-figures.js'
import { percent } from '../study/sentences.js'
import { ofTrained } from '../study/study-config.js'
import { trainingConfigOf } from '../study/training.js'
import { trainingFigure } from '../study/training-figure.js'
import { leadersInWords, leaderTable } from './best-in-columns.js'
import { claimsOf, rule } from './claims.js'
import type { SmileyConfig } from './config.js'
import type { JudgedRun, ShownRun } from './evaluated-run.js'
import { bestOfSweeps, typicalRun } from './groups.js'
import { featureTraversals } from './image-figures.js'
import { latentKlFigure } from './latent-kl-figure.js'
import { correlationFigure, signedFigure, withinAttributesFigure } from './matrix-figures.js'
import { overviewTable } from './overview-table.js'
import { profileOf } from './profiles.js'
import type { Reference } from './references.js'
import { spikesOf } from './spike-figure.js'
import { standingsOf } from './standings.js'
import {
  attributeTable,
  boundTable,
  codeTable,
  everyRunTables,
  publishedTable,
  scoreTable,
  useTable,
} from './tables.js'

export interface WriteUpOptions extends ConclusionContext {
  readonly config: SmileyConfig
  readonly runs: readonly JudgedRun[]
  /** By their id, those that can be shown. */
  readonly kept: ReadonlyMap<string, ShownRun>
  readonly references: readonly Reference[]
  readonly test: SmileyDataSet
}

/** The figures, the report, and which claims held. */
export async function writeUp(options: WriteUpOptions) {
  const { config, runs, kept, references, test, engine, environment } = options
  const groups = groupsOf(runs)
  const best = bestOfSweeps(groups)
  const drawn = best.map((group) => ({ label: group.label, one: kept.get(typicalRun(group).run.id)! }))
  const claims = claimsOf(standingsOf(groups, best), config)
  const tables = { groups, shown: best, references }

  const sections: Section[] = [
    {
      heading: 'What was compared, and how',
      paragraphs: [describeTraining(config, runs), ...warningsOf(config), describeChoice(config), rule],
      tables: [overviewTable(tables)],
    },
    {
      heading: 'Who is best in each column',
      paragraphs: [...leadersInWords(groups), ...best.map(profileOf)],
      tables: [leaderTable(groups)],
    },
    { heading: 'Bounds', tables: [boundTable(tables)] },
    {
      heading: 'Which latent answers to which feature',
      figures: [await correlationFigure(best), await signedFigure(best), await withinAttributesFigure(best)],
      tables: [publishedTable(tables), codeTable(tables)],
    },
    {
      heading: 'Which attributes an image has',
      figures: await drawEach(drawn, ({ one, label }) => spikesOf(one, label, test)),
      tables: [attributeTable(tables)],
    },
    { heading: 'How many latents are used', figures: [await latentKlFigure(best)], tables: [useTable(tables)] },
    { heading: 'Disentanglement scores', tables: [scoreTable(tables)] },
    {
      heading: 'Reconstructions',
      figures: await drawEach(drawn, ({ one, label }) => reconstructionsOf({ one, label, test, engine })),
    },
    {
      heading: 'Traversals',
      figures: await drawEach(drawn, ({ one, label }) => featureTraversals({ one, label, test, engine })),
    },
    { heading: 'Training', figures: [await trainingFigure(drawn)] },
    { heading: 'Every run', tables: everyRunTables(tables) },
  ]
  const summary = countOf(claims)
  return {
    verdict: [summary, ...claims.map(({ holds, claim, evidence }) => `${holds}: ${claim} (${evidence})`)].join('\n'),
    figures: sections.flatMap((section) => section.figures ?? []),
    report: report({
      title: 'Variational sparse coding of Smiley',
      summary,
      claims,
      sections: sections.filter(({ figures = [], tables = [] }) => figures.length + tables.length > 0),
      settings: settingsInWords(ofTrained(config)),
      environment,
    }),
  }
}

function countOf(claims: readonly Claim[]): string {
  const count = (mark: Claim['holds']) => claims.filter(({ holds }) => holds === mark).length
  return `Of ${claims.length} claims ${count('held')} held, ${count('not held')} did not hold, and ${count('not tested')} ${count('not tested') === 1 ? 'was' : 'were'} not tested.`
}

function describeTraining(config: SmileyConfig, runs: readonly JudgedRun[]): string {
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
  const seen = 1 - runs[0]!.findings.metrics.unseenShare
  return `Smileys of 32 × 32 pixels are drawn from 18 features (V) of four attributes, each of which an image has or has not (S). Trained without these labels on ${data.trainCount.toLocaleString('en')} images, ${trained} (preset ${preset}), then compared with them over ${data.testCount.toLocaleString('en')} others, with hard spikes (noise of seed ${config.evaluation.seed}). Drawing rounds to pixels: ${percent(seen)} of the test images are to the pixel the same as a training image, and the bounds are given over the others too.`
}

const warningsOf = (config: SmileyConfig): string[] =>
  [...unequalTerms(config), ...unequalSearch(config)].map((warning) => `Unequal terms: ${warning}.`)

function describeChoice({ data, sweep }: SmileyConfig): string {
  const swept = Object.keys(sweep).length > 0
  const choice = `Of every sweep the point is shown that has the best bound over ${data.validationCount.toLocaleString('en')} validation images, which are neither trained on nor tested on: no label is asked, and the choice is the same for every model. `
  return `${swept ? choice : ''}Of several seeds figures show the one of median bound, unless they show all. The two rows of reference are codes that need no learning, on the same images: the four bits of presence alone, and the ideal code, each feature’s value where its attribute is present and 0 elsewhere.`
}

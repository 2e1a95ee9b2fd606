import {
  drawEach,
  groupsOf,
  percent,
  reconstructionsOf,
  trainingFigure,
  trainingInWords,
  unequalSearch,
  unequalTerms,
  type WriteUpOptions,
  type WrittenUp,
} from '@vsc/lab'
import { leaderTable } from './best-in-columns.js'
import { claimsOf, rule } from './claims.js'
import type { SmileyConfig } from './config.js'
import type { JudgedRun } from './evaluated-run.js'
import { bestOfSweeps, typicalRun } from './groups.js'
import { featureTraversals } from './image-figures.js'
import { latentKlFigure } from './latent-kl-figure.js'
import { correlationFigure, signedFigure, withinAttributesFigure } from './matrix-figures.js'
import { overviewTable } from './overview-table.js'
import { referencesOn } from './references.js'
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
import type { Trial } from './trial.js'

type WriteUp = WriteUpOptions<SmileyConfig, Trial, JudgedRun>

/** Which claims held, and the sections of the report. */
export async function writeUp({ config, runs, subject, engine }: WriteUp): Promise<WrittenUp> {
  const { kept, judge } = subject
  const { test } = judge
  const references = await referencesOn(test)
  const groups = groupsOf(runs)
  const best = bestOfSweeps(groups)
  const drawn = best.map((group) => ({ label: group.label, one: kept.get(typicalRun(group).run.id)! }))
  const tables = { groups, shown: best, references }

  return {
    title: 'Variational sparse coding of Smiley',
    claims: claimsOf(standingsOf(groups, best)),
    sections: [
      {
        heading: 'What was compared, and how',
        paragraphs: [describeTraining(config, runs), ...warningsOf(config), describeChoice(config), rule],
        tables: [overviewTable(tables)],
      },
      { heading: 'Who is best in each column', tables: [leaderTable(groups)] },
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
    ],
  }
}

function describeTraining(config: SmileyConfig, runs: readonly JudgedRun[]): string {
  const seen = 1 - runs[0]!.findings.metrics.unseenShare
  return `Smileys of 32 × 32 pixels are drawn from 18 features (V) of four attributes, each of which an image has or has not (S). Trained without these labels on ${config.data.trainCount.toLocaleString('en')} images, ${trainingInWords(config, runs)}, then compared with them over ${config.data.testCount.toLocaleString('en')} others, with hard spikes (noise of seed ${config.evaluation.seed}). Drawing rounds to pixels: ${percent(seen)} of the test images are to the pixel the same as a training image, and the bounds are given over the others too.`
}

const warningsOf = (config: SmileyConfig): string[] =>
  [...unequalTerms(config), ...unequalSearch(config)].map((warning) => `Unequal terms: ${warning}.`)

function describeChoice({ data, sweep }: SmileyConfig): string {
  const swept = Object.keys(sweep).length > 0
  const choice = `Of every sweep the point is shown that has the best bound over ${data.validationCount.toLocaleString('en')} validation images, which are neither trained on nor tested on: no label is asked, and the choice is the same for every model. `
  return `${swept ? choice : ''}Of several seeds figures show the one of median bound, unless they show all. The two rows of reference are codes that need no learning, on the same images: the four bits of presence alone, and the ideal code, each feature’s value where its attribute is present and 0 elsewhere.`
}

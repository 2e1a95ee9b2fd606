import { smileyAttributes } from '@vsc/data'
import type { Table, Value } from '@vsc/figures'
import { decimals, resultTable, trainingDetails } from '@vsc/lab'
import { cell, referenceCell, type TableOptions, titlesOf } from './cells.js'
import { boundColumns, type Column, codeColumns, paperColumns, scoreColumns, useColumns } from './columns.js'
import { typicalRun } from './groups.js'
import { publishedFor, publishedIterations } from './published.js'

/** The bounds of every point. */
export function boundTable({ groups }: TableOptions): Table {
  const { iwaeImages, iwaeSamples, unseenShare } = groups[0]!.runs[0].findings.metrics
  const share = `${(100 * unseenShare).toFixed(0)}%`
  return {
    caption: `Nats per image. The bound is valid for every model: against the mixture of all pseudo-inputs’ posteriors where there are pseudo-inputs. Unseen is the same over the ${share} of test images that no training image equals. The importance-weighted bound has ${iwaeSamples} codes of each of ${iwaeImages} images; its error is its standard error over images. The ELBO against the one pseudo-input that is selected for an image is no bound; it is what the paper reports.`,
    columns: ['', ...titlesOf(boundColumns)],
    rows: groups.map((group) => [group.label, ...boundColumns.map((column) => cell(group, column))]),
  }
}

export const codeTable = (options: TableOptions): Table =>
  withReferences(options, {
    caption:
      'Presence: balanced accuracy of one threshold on the best single latent’s posterior mean, mean over the four attributes, and its information in nats. A latent that is 0 where its attribute is absent and of either sign where it is present reaches 0.75: there, spikes tell it. Spike recovery: the best correlation of a drawn spike with an attribute, where an inverted spike counts for nothing. Within: mean over the 18 features of the best |r| where the attribute is present. Signed: of posterior means with S V.',
    columns: codeColumns,
  })

export const useTable = (options: TableOptions): Table =>
  withReferences(options, {
    caption:
      'Active units have a posterior mean that varies over images by more than 0.01; active latents a column of the paper’s matrix above its threshold. Zeros: share of exact zeros in sampled codes. Latents on: mean over images.',
    columns: useColumns,
  })

export const scoreTable = (options: TableOptions): Table =>
  withReferences(options, {
    caption:
      'MIG, SAP and DCI (by boosted trees) as published: of posterior means, over all latents, S V being continuous factors, DCI over at most 4,000 images. Beside them the Lasso in place of trees, which is our own: it gives noise no weight, and sees linear functions only. Disentanglement and completeness say little where informativeness is near 0.',
    columns: scoreColumns,
  })

/** Every group beside figure 9. */
export function publishedTable({ groups, references }: TableOptions): Table {
  const ownColumns = paperColumns
  return {
    caption: `By the paper’s matrix, |corr(|S V|, |z|)| of sampled codes, beside figure 9, whose models were trained for ${publishedIterations.toLocaleString('en')} iterations. A model that says only which attributes are present scores as the first row does.`,
    columns: ['', ...titlesOf(ownColumns), 'active in figure 9', 'mean best |r| in figure 9'],
    rows: [
      ...references.map(({ label, metrics }) => [
        label,
        ...ownColumns.map((column) => referenceCell(metrics, column)),
        '',
        '',
      ]),
      ...groups.map((group) => {
        const { model, latentDim } = group.runs[0].run
        const published = publishedFor(model, latentDim)
        return [
          group.label,
          ...ownColumns.map((column) => cell(group, column)),
          published?.activeLatents ?? 'not there',
          published?.meanBestCorrelation ?? 'not there',
        ]
      }),
    ],
  }
}

/** By attribute: how the best single latent tells it, and the best spike, of the runs that are shown. */
export function attributeTable({ shown }: Pick<TableOptions, 'shown'>): Table {
  return {
    caption:
      'By attribute, of the run that is shown: the accuracy of the best single latent’s posterior mean, and the correlation of the best spike, below 0 where it is inverted (on where the attribute is absent). Over active latents, the mean of γ and its standard deviation over images.',
    columns: ['', ...smileyAttributes, ...smileyAttributes.map((name) => `${name}, spike`), 'mean γ', 'deviation of γ'],
    rows: shown.map((group): Value[] => {
      const { presence, spikes } = typicalRun(group).findings
      const ofSpikes = spikes && [
        ...smileyAttributes.map((name) => spikes.recovery[name]!),
        spikes.activeProbability,
        spikes.activeVariation,
      ]
      return [
        group.label,
        ...presence.perAttribute.map(({ accuracy }) => decimals(2, accuracy)),
        ...(ofSpikes?.map((value) => decimals(2, value)) ?? new Array(smileyAttributes.length + 2).fill('')),
      ]
    }),
  }
}

/** The metrics of every run, and the time that training took. */
export function everyRunTables({ groups }: TableOptions): Table[] {
  const ofUse = useColumns.filter((column) => !paperColumns.some(({ name }) => name === column.name))
  const parts = [boundColumns, [...paperColumns, ...codeColumns], [...ofUse, ...scoreColumns]]
  return parts.map((columns, i) =>
    resultTable({
      caption: ['Bounds, in nats per image; training.', 'Latents and attributes.', 'Use of latents; scores.'][i]!,
      groups,
      columns,
      ...(i === 0 && { more: trainingDetails }),
    }),
  )
}

interface Content {
  readonly caption: string
  readonly columns: readonly Column[]
}

const withReferences = ({ groups, references }: TableOptions, { caption, columns }: Content): Table => ({
  caption,
  columns: ['', ...titlesOf(columns)],
  rows: [
    ...references.map(({ label, metrics }) => [label, ...columns.map((column) => referenceCell(metrics, column))]),
    ...groups.map((group) => [group.label, ...columns.map((column) => cell(group, column))]),
  ],
})

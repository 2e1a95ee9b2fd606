import type { Table } from '@vsc/figures'
import { clothingExperiment } from '../clothing/experiment.js'
import { type ClothingClass, clothingClasses } from '../clothing/kinds.js'
import type { Answer, Found } from '../clothing/question.js'
import { drawEach } from '../study/image-figures.js'
import { valuesOf } from '../study/result-tables.js'
import { decimals, mean } from '../study/spread.js'
import type { RowComparison } from './class-rows.js'
import { activationFigure, activeLatentsFigure } from './figures.js'
import { type ActivationFindings, type ActivationMetrics, findActivations } from './findings.js'
import { classesWithKin, verdictOn } from './verdict.js'

/** Figure 6 of Tonolini et al. 2019: which latents does each class of clothing have on? */
export const activations = clothingExperiment<ActivationFindings>({
  name: 'activations',
  description: 'which latents each class of Fashion-MNIST has on (figure 6 of the paper)',
  title: 'Latents that classes of clothing have on',
  columns: [
    { name: 'spikeLinearAccuracy', title: 'γ, linear', decimals: 3 },
    { name: 'spikeKnnAccuracy', title: 'γ, k-NN', decimals: 3 },
    { name: 'codeLinearAccuracy', title: 'codes, linear', decimals: 3 },
    { name: 'codeKnnAccuracy', title: 'codes, k-NN', decimals: 3 },
    { name: 'smallestRowDistance', title: 'smallest distance', decimals: 3 },
    { name: 'meanRowDistance', title: 'mean', decimals: 3 },
    { name: 'kinRowDistance', title: 'of one kind', decimals: 3 },
    { name: 'otherRowDistance', title: 'of others', decimals: 3 },
    { name: 'nearestIsKin', title: 'nearest is kin', decimals: 0 },
    { name: 'distinctSets', title: 'distinct sets', decimals: 3 },
    { name: 'overlappingSets', title: 'overlapping', decimals: 3 },
  ],
  about:
    'Accuracies are those of telling a test image’s class from γ alone and from its likeliest code, by logistic regression and by 5 nearest neighbours, learned from the first training images, at most 5,000. A row holds the mean γ of the latents in use over the images of a class; distances between rows are Euclidean. The set of a class are the latents in use whose mean γ there is above 0.5.',
  find: findActivations,
  answer: answerOf,
})

async function answerOf({ groups, shown, test }: Found<ActivationFindings>): Promise<Answer> {
  const of = (name: keyof ActivationMetrics) => mean(valuesOf(groups[0]!.runs, name))
  return {
    claims: verdictOn(groups),
    tiles: [
      {
        label: 'Class from spikes',
        value: decimals(2, of('spikeLinearAccuracy')),
        note: 'linear accuracy; chance 0.1',
      },
      { label: 'Class from codes', value: decimals(2, of('codeLinearAccuracy')), note: 'linear accuracy' },
      { label: 'Nearest row is kin', value: decimals(1, of('nearestIsKin')), note: `of ${classesWithKin} classes` },
    ],
    sections: [
      {
        heading: 'Figure 6: which latents each class has on',
        paragraphs: [
          'Tops are T-shirts, shirts, pullovers and coats; shoes are sandals, sneakers and ankle boots. The classes of other kinds are said to be like none.',
        ],
        figures: await drawEach(shown, (one) => activationFigure({ ...one, test })),
        tables: shown.map(({ label, one }) => setTable(label, one.findings.comparison, clothingClasses(test))),
      },
      {
        heading: 'Image by image',
        figures: await drawEach(shown, (one) => activeLatentsFigure({ ...one, test })),
      },
    ],
  }
}

/** The latents of each class, and which class is nearest. */
const setTable = (label: string, { sets, nearest }: RowComparison, classes: readonly ClothingClass[]): Table => ({
  caption: `The latents that are on in most images of each class, and the class whose row is nearest, ${label}.`,
  columns: ['class', 'kind', 'latents', 'nearest'],
  rows: classes.map(({ label, group }, c) => [label, group, sets[c]!.join(', '), nearest[c]!.label]),
})

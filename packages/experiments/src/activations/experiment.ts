import type { Table } from '@vsc/figures'
import { metricsNamed } from '@vsc/inference'
import { drawEach } from '@vsc/lab'
import { clothingExperiment } from '../clothing/experiment.js'
import { type ClothingClass, clothingClasses } from '../clothing/kinds.js'
import { claims } from './claims.js'
import type { RowComparison } from './class-rows.js'
import { activationFigure, activeLatentsFigure } from './figures.js'
import { type ActivationFindings, accuracies, findActivations } from './findings.js'

/** Figure 6 of Tonolini et al. 2019: which latents does each class of clothing have on? */
export const activations = clothingExperiment<ActivationFindings>({
  name: 'activations',
  description: 'which latents each class of Fashion-MNIST has on (figure 6 of the paper)',
  title: 'Latents that classes of clothing have on',
  columns: [
    ...metricsNamed(accuracies),
    { name: 'smallestRowDistance', title: 'smallest distance', decimals: 3 },
    { name: 'meanRowDistance', title: 'mean distance', decimals: 3 },
    { name: 'kinRowDistance', title: 'distance within a kind', decimals: 3 },
    { name: 'otherRowDistance', title: 'distance of others', decimals: 3 },
    { name: 'nearestIsKin', title: 'nearest is kin', decimals: 0 },
    { name: 'distinctSets', title: 'distinct sets', decimals: 3 },
    { name: 'overlappingSets', title: 'overlapping sets', decimals: 3 },
    { name: 'tellingLatents', title: 'telling latents', decimals: 0 },
  ],
  about:
    'Accuracies are those of telling a test image’s class from γ alone and from its likeliest code, by logistic regression and by 5 nearest neighbours, learned from the first training images, at most 5,000. A row holds the mean γ of the latents in use over the images of a class; distances between rows are Euclidean. The set of a class are the latents in use whose mean γ there is above 0.5. A latent tells classes where its mean γ differs by at least 0.3 between some two of them.',
  claims,
  find: findActivations,
  sections: async ({ shown, test }) => [
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
})

/** The latents of each class, and which class is nearest. */
const setTable = (label: string, { sets, nearest }: RowComparison, classes: readonly ClothingClass[]): Table => ({
  caption: `The latents that are on in most images of each class, and the class whose row is nearest, ${label}.`,
  columns: ['class', 'kind', 'latents', 'nearest'],
  rows: classes.map(({ label, group }, c) => [label, group, sets[c]!.join(', '), nearest[c]!.label]),
})

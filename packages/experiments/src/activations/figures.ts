import type { LabelledDataSet } from '@vsc/data'
import { classActivationFigure, type Figure, imageGridFigure } from '@vsc/figures'
import { figureName, imagesLike } from '@vsc/lab'
import { type Matrix, selectColumns } from '@vsc/metrics'
import { clothingClasses, examplesOf } from '../clothing/kinds.js'
import type { FoundRun } from '../clothing/question.js'
import type { ActivationFindings } from './findings.js'

interface FigureOptions {
  readonly one: FoundRun<ActivationFindings>
  readonly label: string
  readonly test: LabelledDataSet
}

/** Figure 6: the mean spike probability of every latent in each class. */
export function activationFigure({ one, label, test }: FigureOptions): Promise<Figure> {
  const { rows, order } = one.findings
  const classes = clothingClasses(test)
  const groupOf = (place: number | undefined) => (place === undefined ? 'not in use' : classes[place]!.label)
  return classActivationFigure({
    name: figureName('activations', one),
    title: `Mean spike probability in each class, ${label}`,
    caption:
      'Rows are classes by their kind, columns the latents, each under the class that has it on most; those not in use last. Mean over test images of the probability γ that the latent is on.',
    classes: classes.map(({ label, group }) => ({ label, group })),
    latents: order.latents.map((latent, i) => ({ label: String(latent), group: groupOf(order.classes[i]) })),
    matrix: selectColumns(rows, order.latents),
  })
}

const examplesPerClass = 8

/** Test images, a row for each class, and under each the latents in use that its code has on. */
export function activeLatentsFigure({ one, label, test }: FigureOptions): Promise<Figure> {
  const { codes } = one.evaluation
  const classes = clothingClasses(test)
  const rows = classes
    .map((one) => ({ label: one.label, examples: examplesOf(test, one, examplesPerClass) }))
    .filter(({ examples }) => examples.length > 0)
  const chosen = rows.flatMap(({ examples }) => examples)
  const images = test.read(chosen)
  return imageGridFigure({
    name: figureName('active-latents', one),
    title: `Latents that images have on, ${label}`,
    caption:
      'The first test images of each class; under each the latents in use that one code drawn from q(z|x) has on.',
    images: imagesLike(test, images)(images),
    columns: rows.map(({ examples }) => examples.length),
    rowLabels: rows.map(({ label }) => label),
    imageLabels: chosen.map((image) => latentsOn(codes, image, one.use.inUse).join(' ')),
  })
}

const latentsOn = ({ columns, data }: Matrix, image: number, inUse: readonly number[]): number[] =>
  inUse.filter((latent) => data[image * columns + latent] !== 0).sort((a, b) => a - b)

import type { LabelledDataSet } from '@vsc/data'
import { type Figure, imageGridFigure } from '@vsc/figures'
import type { FoundRun } from '../clothing/question.js'
import { figureName } from '../study/evaluated-run.js'
import { rowOf } from '../study/examples.js'
import { imagesLike } from '../study/images.js'
import { type ConditionalFindings, samplesPerImage } from './findings.js'

interface FigureOptions {
  readonly one: FoundRun<ConditionalFindings>
  readonly label: string
  readonly test: LabelledDataSet
}

/** Figure 6's samples: of each class an image, its reconstruction, and samples that keep its spikes. */
export function samplesFigure({ one, label, test }: FigureOptions): Promise<Figure> {
  const { images, reconstructions, samples } = one.findings
  const shown = images.flatMap((image, n) => (isFirstOfClass(images, n, test) ? [{ image, n }] : []))
  const rows = shown.map(({ image, n }) => [
    test.read([image]),
    rowOf(reconstructions, n),
    ...Array.from({ length: samplesPerImage }, (_, s) => rowOf(samples, n * samplesPerImage + s)),
  ])
  const columns = 2 + samplesPerImage
  const pixels = new Float32Array(rows.length * columns * test.dim)
  rows.flat().forEach((image, i) => {
    pixels.set(image, i * test.dim)
  })
  return imageGridFigure({
    name: figureName('samples', one),
    title: `Samples with the spikes of an image, ${label}`,
    caption:
      'The first test image of each class, framed; what it is decoded to; and samples in which the latents that it has on, and no others, have values drawn from the prior given these spikes.',
    images: imagesLike(test, test.read(shown.map(({ image }) => image)))(pixels),
    columns,
    rowLabels: shown.map(({ image }) => test.classes[test.labels[image]!]!),
    columnLabels: ['image', 'decoded', ...Array.from({ length: samplesPerImage }, (_, s) => `sample ${s + 1}`)],
    framed: rows.map((_, row) => row * columns),
  })
}

const isFirstOfClass = (images: readonly number[], n: number, { labels }: LabelledDataSet): boolean =>
  images.findIndex((image) => labels[image] === labels[images[n]!]) === n

import type { CelebADataSet } from '@vsc/data'
import { type Figure, imageGridFigure } from '@vsc/figures'
import { figureName } from '../study/evaluated-run.js'
import { rowOf } from '../study/examples.js'
import { imagesLike } from '../study/images.js'
import type { EvaluatedRun } from './evaluated-run.js'
import { samplesPerFace } from './findings.js'

/** Of each of the first test faces: the face, what it is decoded to, and samples that keep its spikes. */
export function samplesFigure(one: EvaluatedRun, label: string, test: CelebADataSet): Promise<Figure> {
  const { reconstructions, samples } = one.findings
  const originals = test.read(Array.from({ length: reconstructions.rows }, (_, face) => face))
  const columns = 2 + samplesPerFace
  const pixels = new Float32Array(reconstructions.rows * columns * test.dim)
  for (let face = 0; face < reconstructions.rows; face++) {
    const row = [
      originals.subarray(face * test.dim, (face + 1) * test.dim),
      rowOf(reconstructions, face),
      ...Array.from({ length: samplesPerFace }, (_, s) => rowOf(samples, face * samplesPerFace + s)),
    ]
    row.forEach((image, column) => {
      pixels.set(image, (face * columns + column) * test.dim)
    })
  }
  return imageGridFigure({
    name: figureName('samples', one),
    title: `Samples with the spikes of a face, ${label}`,
    caption:
      'The first test faces, framed; what one sampled code of each is decoded to; and samples in which the latents that this code has on, and no others, have new values, drawn from the slabs of the prior.',
    images: imagesLike(test, originals)(pixels),
    columns,
    columnLabels: ['face', 'decoded', ...Array.from({ length: samplesPerFace }, (_, s) => `sample ${s + 1}`)],
    framed: Array.from({ length: reconstructions.rows }, (_, face) => face * columns),
  })
}

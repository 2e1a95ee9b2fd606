import type { LabelledDataSet } from '@vsc/data'
import { type Figure, imageGridFigure } from '@vsc/figures'
import { figureName, imagesLike, percent, stack } from '@vsc/lab'
import type { FoundRun } from '../clothing/question.js'
import type { InterpolationFindings } from './findings.js'
import type { Path } from './paths.js'
import { nameOf, switchesOf } from './switches.js'

interface FigureOptions {
  readonly one: FoundRun<InterpolationFindings>
  readonly label: string
  readonly test: LabelledDataSet
}

/** Figure 7, continuous. */
export function continuousFigure({ one, label, test }: FigureOptions): Promise<Figure> {
  const { continuous } = one.findings
  return pathFigure({
    paths: continuous,
    test,
    name: figureName('continuous', one),
    title: `Moving the values of shared latents, ${label}`,
    caption:
      'A row for each pair of test images, framed, with what each is decoded to. Between these the values of the latents that both have on move, in equal steps, from those of the first image to those of the second; all other latents stay as the first image has them.',
    labelsOf: ({ images: { rows } }) => Array.from({ length: rows - 1 }, (_, step) => percent((step + 1) / (rows - 1))),
  })
}

/** Figure 7, discrete. */
export function discreteFigure({ one, label, test }: FigureOptions): Promise<Figure> {
  const { discrete } = one.findings
  return pathFigure({
    paths: discrete,
    test,
    name: figureName('discrete', one),
    title: `Switching spikes one by one, ${label}`,
    caption:
      'A row for each pair of test images, framed, with what each is decoded to. Between these the latents that only the first has on are switched off (−), and those that only the second has are switched on (+), one at a time, the largest values first. Latents that both have on keep the first image’s values, which is all by which the row’s last switch and the second image differ.',
    labelsOf: (path) => switchesOf(path).map(nameOf),
  })
}

interface PathFigureOptions {
  readonly paths: readonly Path[]
  readonly test: LabelledDataSet
  readonly name: string
  readonly title: string
  readonly caption: string
  /** Of each image of a path but the first. */
  readonly labelsOf: (path: Path) => string[]
}

/** A row for each path, from the one original to the other; beside each what it is decoded to. */
function pathFigure({ paths, test, labelsOf, ...text }: PathFigureOptions): Promise<Figure> {
  const original = (place: number) => ({ rows: 1, columns: test.dim, data: test.read([place]) })
  const nameOfClass = (place: number) => test.classes[test.labels[place]!]!
  const rows = paths.map(({ pair, images, target }) => stack([original(pair.from), images, target, original(pair.to)]))
  const lengths = rows.map((row) => row.rows)
  const ends = lengths.map((_, i) => lengths.slice(0, i + 1).reduce((sum, length) => sum + length, 0))
  const originals = stack(paths.flatMap(({ pair }) => [original(pair.from), original(pair.to)]))
  return imageGridFigure({
    ...text,
    images: imagesLike(test, originals.data)(stack(rows).data),
    columns: lengths,
    rowLabels: paths.map(({ pair }) => `${nameOfClass(pair.from)} to ${nameOfClass(pair.to)}`),
    imageLabels: paths.flatMap((path) => ['image', 'decoded', ...labelsOf(path), 'decoded', 'image']),
    framed: ends.flatMap((end, i) => [end - lengths[i]!, end - 1]),
  })
}

// Draws the picture at the top of README.md: a smiley whose latents are switched off and on, attribute by attribute.
//
//   pnpm example docs/images/draw-smiley.ts RUN OUT.webp
//
// RUN is the folder of a VSC trained on smileys, such as one of `pnpm run experiment`. At the left is what the code is
// decoded to, at the right the code: a bar for each latent, coloured by the attribute whose presence its spike tells.

import { writeFileSync } from 'node:fs'
import { smileyAttributes, smileyDataSet } from '@vsc/data'
import { createEngine } from '@vsc/engine'
import { decodeCodes, evaluateModel, likeliestCodes } from '@vsc/inference'
import { createLab, readTrainedModel } from '@vsc/lab'
import { createMatrix, type Matrix } from '@vsc/metrics'
import sharp from 'sharp'

const [run, out] = process.argv.slice(2)
if (run === undefined || out === undefined) throw new Error('expected the folder of a run and a file: RUN OUT.webp')

const { model, parameters } = await readTrainedModel(run, { lab: createLab([]) })
const engine = await createEngine()
const test = smileyDataSet({ count: 1000, seed: 1, split: 'test' })
const evaluation = await evaluateModel({ engine, model, parameters, data: test, batchSize: 500, seed: 1 })
const spikes = evaluation.gammas!
const [attributes, latents] = [smileyAttributes.length, model.latentDim]
const present = createMatrix({ rows: test.count, columns: attributes, data: test.present })

/** The attribute whose presence a latent's spike tells, or -1 where it tells none. */
const owner = Array.from({ length: latents }, (_, j) => {
  const r = Array.from({ length: attributes }, (_, a) => correlation(column(spikes, j), column(present, a)))
  const best = r.indexOf(Math.max(...r))
  return r[best]! > 0.5 ? best : -1
})

// an example that has everything, and its likeliest code
const example = Array.from({ length: test.count }, (_, n) => n).find((n) =>
  rowOf(present, n).every((bit) => bit === 1),
)!
const whole = rowOf(likeliestCodes(evaluation), example)
const order = Array.from({ length: latents }, (_, j) => j).sort(
  (a, b) => ((owner[a]! + 5) % 5) - ((owner[b]! + 5) % 5) || Math.abs(whole[b]!) - Math.abs(whole[a]!),
)

/** Codes, each with how long it is shown in milliseconds: whole, then without one attribute after the other, fading in between. */
const frames: { code: number[]; delay: number }[] = []
const scaled = (attribute: number, share: number) => whole.map((z, j) => (owner[j] === attribute ? share * z : z))
for (let attribute = 0; attribute < attributes; attribute++) {
  frames.push({ code: whole, delay: 900 })
  for (const share of [0.75, 0.5, 0.25]) frames.push({ code: scaled(attribute, share), delay: 80 })
  frames.push({ code: scaled(attribute, 0), delay: 1200 })
  for (const share of [0.25, 0.5, 0.75]) frames.push({ code: scaled(attribute, share), delay: 80 })
}

const codes = createMatrix({
  rows: frames.length,
  columns: latents,
  data: Float32Array.from(frames.flatMap(({ code }) => code)),
})
const images = await decodeCodes({ engine, model, parameters, codes })

const [width, height, pixel] = [720, 240, 7]
const colours = ['#d1495b', '#00798c', '#edae49', '#66a182']

/** One frame as SVG, which reads on a light and on a dark page. */
function frameSvg(image: Float32Array, code: readonly number[]): string {
  const pixels = Array.from(image, (ink, k) => {
    const [x, y] = [8 + pixel * (k % 32), 8 + pixel * Math.floor(k / 32)]
    return ink < 0.02
      ? ''
      : `<rect x="${x}" y="${y}" width="${pixel}" height="${pixel}" fill="#fff" fill-opacity="${ink.toFixed(2)}"/>`
  })
  const step = (width - 264) / latents
  const bars = order.map((j, place) => {
    const z = code[j]!
    const size = Math.min(96, 36 * Math.abs(z))
    const colour = owner[j]! >= 0 ? colours[owner[j]!] : '#8d99ae'
    const x = 252 + place * step
    return z === 0
      ? `<circle cx="${x + step / 2}" cy="${height / 2}" r="1.6" fill="#8d99ae"/>`
      : `<rect x="${x + 1.5}" y="${z > 0 ? height / 2 - size : height / 2}" width="${step - 3}" height="${size}" fill="${colour}"/>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${width}" height="${height}" rx="12" fill="#16181d"/>${pixels.join('')}${bars.join('')}</svg>`
}

const drawn = await Promise.all(
  frames.map(({ code }, n) =>
    sharp(Buffer.from(frameSvg(images.subarray(1024 * n, 1024 * (n + 1)), code)))
      .png()
      .toBuffer(),
  ),
)
const animation = sharp(drawn, { join: { animated: true } })
writeFileSync(
  out,
  await animation.webp({ delay: frames.map(({ delay }) => delay), loop: 0, lossless: true, effort: 6 }).toBuffer(),
)
console.log(
  `${out}: latents by attribute`,
  smileyAttributes.map((name, a) => `${name} ${owner.filter((o) => o === a).length}`).join(', '),
)

function column({ rows, columns, data }: Matrix, j: number): number[] {
  return Array.from({ length: rows }, (_, n) => data[n * columns + j]!)
}

function rowOf({ columns, data }: Matrix, n: number): number[] {
  return Array.from(data.subarray(n * columns, (n + 1) * columns))
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [meanA, meanB] = [mean(a), mean(b)]
  const product = (x: readonly number[], mx: number, y: readonly number[], my: number) =>
    x.reduce((sum, value, n) => sum + (value - mx) * (y[n]! - my), 0)
  const spread = Math.sqrt(product(a, meanA, a, meanA) * product(b, meanB, b, meanB))
  return spread === 0 ? 0 : product(a, meanA, b, meanB) / spread
}

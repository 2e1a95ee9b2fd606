import type { DataSet } from '@vsc/data'
import { imageGridPng } from '@vsc/figures'
import { latentsByUse, likeliestCodes, samplePrior } from '@vsc/inference'
import { fullestExample, traversalFigure, traversalInWords } from '@vsc/lab'
import type { Matrix } from '@vsc/metrics'
import { codeOf } from '../codes/code-of.js'
import { asImages, imageSizeOf } from '../images/as-images.js'
import { decode, evaluate, type OpenRun } from '../run/open-run.js'

/** A picture beside the model card. */
export interface CardFigure {
  readonly file: string
  readonly caption: string
  readonly png: Uint8Array
}

/** What a model of images has learned, drawn: none for other data. */
export async function drawFigures(run: OpenRun, data: DataSet, seed: number): Promise<CardFigure[]> {
  const like = run.run.data
  if (imageSizeOf(like.shape) === undefined) return []
  const shown = Math.min(10, data.count)
  const originals = data.read(Uint32Array.from({ length: shown }, (_, i) => i))
  const evaluation = await evaluate(run, data, seed)
  const codes = likeliestCodes(evaluation)
  const firstCodes = { ...codes, rows: shown, data: codes.data.slice(0, shown * codes.columns) }
  const grid = (numbers: Float32Array, columns: number) =>
    imageGridPng(asImages({ count: numbers.length / data.dim, data: numbers, like }), { columns })
  const drawn = async (matrix: Matrix, columns: number) => grid(await decode(run, matrix), columns)

  const reconstructions = await decode(run, firstCodes)
  const latents = latentsByUse(evaluation).slice(0, 8)
  const example = fullestExample({ codes }, latents)
  const spikes = evaluation.gammas !== undefined
  const traversed = await traversalFigure({
    name: 'traversal',
    title: `Latent traversals, ${run.family.title}`,
    evaluation,
    code: codeOf(codes, example),
    latents: latents.map((latent) => ({ latent, label: `latent ${latent}` })),
    decode: (matrix) => decode(run, matrix),
    asImages: (numbers) => asImages({ count: numbers.length / data.dim, data: numbers, like }),
  })
  return [
    {
      file: 'reconstructions.png',
      caption: 'Examples, and below them their reconstructions.',
      png: grid(joined(originals, reconstructions), shown),
    },
    {
      file: 'samples.png',
      caption: 'What codes drawn from the prior are decoded to.',
      png: await drawn(await samplePrior({ ...run, count: 40, seed }), 10),
    },
    {
      file: 'traversal.png',
      caption: `Latents ${latents.join(', ')}, a row each, ${traversalInWords(spikes)}; the others as in example ${example}. Below each image the value.`,
      png: traversed.png,
    },
  ]
}

/** One after the other; images may be too many numbers to be handed on as arguments. */
function joined(first: Float32Array, second: Float32Array): Float32Array {
  const both = new Float32Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}

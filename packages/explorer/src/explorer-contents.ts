import type { LatentModel } from '@vsc/core'
import type { DataSet, LabelledDataSet } from '@vsc/data'
import type { Engine, NamedTensors } from '@vsc/engine'
import { type Evaluation, evaluateModel, priorComponents } from '@vsc/inference'
import { chosenExamples } from './chosen-examples.js'
import type { ExplorerContents, ExplorerData } from './contents.js'
import { describeLatents, stripLength } from './describe-latents.js'
import { ExplorerError } from './errors.js'
import { recordPrograms } from './record-programs.js'
import { packWeights, type Weights } from './weights.js'

/** What a page is made of. */
export interface ExplorerPageOptions {
  readonly engine: Engine
  readonly model: LatentModel
  readonly parameters: NamedTensors<Float32Array>
  /** N examples prepared as those that the model was trained on; their codes say what each latent does. */
  readonly data: DataSet & Partial<LabelledDataSet>
  /** Its heading, such as `VSC on smiley`. */
  readonly title: string
  /** What the model is and how it was trained, in a few words. */
  readonly subtitle: string
  /** The command that writes this page again, where there is one. */
  readonly command?: string
  /** How many examples the page holds; 12 by default. */
  readonly examples?: number
  /** What the model makes of `data`, where that is known already. */
  readonly evaluation?: Evaluation
  /** Names the noise of the codes; 1 by default. */
  readonly seed?: number
}

/** What a page knows, and the numbers of its weights, four bytes each, little-endian. */
export interface ExplorerPageContents {
  readonly contents: ExplorerContents
  readonly weights: Uint8Array
}

/**
 * What `mountExplorer` of `@vsc/explorer/page` shows of a trained model, without the page around it: for pages that train models
 * themselves. It runs in browsers too.
 *
 * @throws as `explorerPage`
 */
export async function explorerContents(options: ExplorerPageOptions): Promise<ExplorerPageContents> {
  const { engine, model, parameters, data, title, subtitle, command, examples = 12, seed = 1 } = options
  checkData(model, data)
  const evaluation =
    options.evaluation ?? (await evaluateModel({ engine, model, parameters, data, batchSize: 500, seed }))
  const spikes = evaluation.gammas !== undefined
  const prior = await priorComponents({ engine, model, parameters })
  const { programs, weights } = recordPrograms({ model, parameters, spikes, strip: stripLength(spikes) })
  const chosen = chosenExamples(data, examples)
  const all: Weights = {
    ...weights,
    ...Object.fromEntries(
      Object.entries(prior).map(([name, { rows, columns, data: numbers }]) => [
        `prior.${name}`,
        { shape: [rows, columns], dtype: 'float32', data: Float32Array.from(numbers) },
      ]),
    ),
    examples: { shape: [chosen.length, data.dim], dtype: 'float32', data: data.read(chosen) },
  }
  const { entries, bytes } = packWeights(all)
  const contents: ExplorerContents = {
    title,
    subtitle,
    ...(command !== undefined && { command }),
    data: describeData(data, chosen),
    model: { latentDim: model.latentDim, spikes, noise: model.noise, latents: describeLatents(data, evaluation) },
    programs,
    weights: entries,
  }
  return { contents, weights: bytes }
}

function describeData(
  data: DataSet & Partial<LabelledDataSet> & { readonly features?: readonly string[] },
  chosen: readonly number[],
): ExplorerData {
  const { name, shape, range, dim, preparation, layout, labels, classes } = data
  const features = data.features ?? layout?.columns
  return {
    name,
    shape,
    range,
    unitNorm: preparation?.kind === 'l2',
    opensImages: preparation?.kind !== 'standardise',
    ...(features?.length === dim && { features }),
    examples: chosen.map((index) => {
      const label = classes?.[labels?.[index] ?? -1]
      return label === undefined ? { index } : { index, label }
    }),
  }
}

function checkData({ dataDim }: LatentModel, { dim, count, name }: DataSet): void {
  if (dim !== dataDim) {
    throw new ExplorerError(
      'WRONG_DATA',
      `the model takes examples of ${dataDim} numbers, those of ${name} have ${dim}: show it data of the kind that it was trained on`,
    )
  }
  if (count < 2) {
    throw new ExplorerError('WRONG_DATA', `${name} has ${count} examples: what latents do shows from 2 examples on`)
  }
}

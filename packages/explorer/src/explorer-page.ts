import type { LatentModel } from '@vsc/core'
import type { DataSet, LabelledDataSet } from '@vsc/data'
import type { Engine, NamedTensors } from '@vsc/engine'
import { type Evaluation, evaluateModel, priorComponents } from '@vsc/inference'
import { chosenExamples } from './chosen-examples.js'
import type { ExplorerContents, ExplorerData } from './contents.js'
import { describeLatents, stripLength } from './describe-latents.js'
import { ExplorerError } from './errors.js'
import { writePage } from './html.js'
import { pageAssets } from './page-assets.js'
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
  /** The command that writes this page again. */
  readonly command: string
  /** How many examples the page holds; 12 by default. */
  readonly examples?: number
  /** What the model makes of `data`, where that is known already. */
  readonly evaluation?: Evaluation
  /** Names the noise of the codes; 1 by default. */
  readonly seed?: number
}

/**
 * One HTML document in which a trained model can be explored: spikes as switches, slabs as sliders, what each latent does, ways
 * between examples, samples of the prior. It needs nothing but itself. The model runs in it as the TensorFlow.js kernels that
 * `encode` and `decode` call, so it may be of any family, and have networks of one's own.
 *
 * @throws ExplorerError WRONG_DATA where the examples are not of the model's size, NOT_RECORDABLE where the model reads values or
 *   draws numbers; EngineError where the engine cannot run it
 */
export async function explorerPage(options: ExplorerPageOptions): Promise<string> {
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
    command,
    data: describeData(data, chosen),
    model: { latentDim: model.latentDim, spikes, noise: model.noise, latents: describeLatents(data, evaluation) },
    programs,
    weights: entries,
  }
  return writePage(contents, bytes, await pageAssets())
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

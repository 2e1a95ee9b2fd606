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

type Examples = DataSet & Partial<LabelledDataSet>

/** What a page is made of. */
export interface ExplorerPageOptions {
  readonly engine: Engine
  readonly model: LatentModel
  readonly parameters: NamedTensors<Float32Array>
  /** N examples prepared as those that the model was trained on; their codes say what each latent does, and how far its slider goes. */
  readonly data: Examples
  /** Those that the page holds some of, prepared alike; of `data` by default. */
  readonly shown?: Examples
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
  const { engine, model, parameters, data, shown = data, title, subtitle, command, examples = 12, seed = 1 } = options
  checkData(model, shown)
  checkData(model, data, 2)
  const evaluation =
    options.evaluation ?? (await evaluateModel({ engine, model, parameters, data, batchSize: 500, seed }))
  const spikes = evaluation.gammas !== undefined
  const prior = await priorComponents({ engine, model, parameters })
  const { programs, weights } = recordPrograms({ model, parameters, spikes, strip: stripLength(spikes) })
  const chosen = chosenExamples(shown, examples)
  const all: Weights = {
    ...weights,
    ...Object.fromEntries(
      Object.entries(prior).map(([name, { rows, columns, data: numbers }]) => [
        `prior.${name}`,
        { shape: [rows, columns], dtype: 'float32', data: Float32Array.from(numbers) },
      ]),
    ),
    examples: { shape: [chosen.length, shown.dim], dtype: 'float32', data: shown.read(chosen) },
  }
  const { entries, bytes } = packWeights(all)
  const contents: ExplorerContents = {
    title,
    subtitle,
    ...(command !== undefined && { command }),
    data: describeData(shown, chosen),
    model: { latentDim: model.latentDim, spikes, noise: model.noise, latents: describeLatents(data, evaluation) },
    programs,
    weights: entries,
  }
  return { contents, weights: bytes }
}

function describeData(
  data: Examples & { readonly features?: readonly string[] },
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

function checkData({ dataDim }: LatentModel, { dim, count, name }: DataSet, least = 1): void {
  if (dim !== dataDim) {
    throw new ExplorerError(
      'WRONG_DATA',
      `the model takes examples of ${dataDim} numbers, those of ${name} have ${dim}: show it data of the kind that it was trained on`,
    )
  }
  if (count < least) {
    throw new ExplorerError(
      'WRONG_DATA',
      least === 1
        ? `${name} has no examples to show`
        : `${name} has ${count} example${count === 1 ? '' : 's'}: what latents do shows from 2 on`,
    )
  }
}

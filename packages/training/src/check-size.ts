import type { LatentModel, Shapes } from '@vsc/core'
import { availableMemory, sizeInWords } from '@vsc/data'
import type { TrainingConfig } from './config.js'
import { TrainingError } from './errors.js'

/** Parameters, their gradients and the two moments of Adam: numbers for each parameter. */
const numbersEach = 4
const bytesEach = 4

/**
 * Refuses a model whose training takes more memory than this machine has, before any of it is taken.
 *
 * @param options.memory bytes; what this process may use by default
 * @throws TrainingError TOO_LARGE with the sizes in words
 */
export function checkSize(
  {
    name,
    latentDim,
    dataDim,
    parameterShapes,
    noise,
  }: Pick<LatentModel, 'name' | 'latentDim' | 'dataDim' | 'parameterShapes' | 'noise'>,
  { batchSize }: Pick<TrainingConfig, 'batchSize'>,
  { memory = availableMemory() }: { readonly memory?: number } = {},
): void {
  const parameters = parameterCount(parameterShapes)
  const ofExample = dataDim + Object.values(noise).reduce((sum, { shape }) => sum + sizeOf(shape), 0)
  const bytes = bytesEach * (numbersEach * parameters + batchSize * ofExample)
  if (bytes <= memory) return
  throw new TrainingError(
    'TOO_LARGE',
    `The model ${name} with ${latentDim} latents has ${inWords(parameters)} parameters; training it, in batches of ${batchSize}, takes at least ${sizeInWords(bytes)}, and there are ${sizeInWords(memory)} here. Set a smaller latentDim, hiddenDim, number of pseudo-inputs or batchSize.`,
  )
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((size, length) => size * length, 1)

const parameterCount = (shapes: Shapes): number => Object.values(shapes).reduce((sum, shape) => sum + sizeOf(shape), 0)

const inWords = (count: number): string =>
  count >= 1e9
    ? `${Number((count / 1e9).toPrecision(3))} thousand million`
    : `${Number((count / 1e6).toPrecision(3))} million`

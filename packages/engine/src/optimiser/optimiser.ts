import type { Scalar } from '@tensorflow/tfjs-core'
import { EngineError } from '../errors.js'
import type { NamedTensors, TensorMap } from '../tensor.js'

/**
 * An optimiser in Adam's place: a plain record of pure functions. What it carries from step to step are arrays that have names; what
 * it does with them is written in TensorFlow.js ops, by the rules for bodies of programs, and becomes part of the engine's graph.
 *
 * @example
 * import * as tf from '@tensorflow/tfjs-core'
 * import type { Optimiser } from '@vsc/engine'
 *
 * // steps of the same length everywhere, whatever the gradient's is
 * const signDescent: Optimiser = {
 *   name: 'sign-descent',
 *   config: {},
 *   init: () => ({}),
 *   update: ({ parameters, gradients, learningRate }) => ({
 *     parameters: Object.fromEntries(
 *       Object.entries(parameters).map(([key, w]) => [key, tf.sub(w, tf.mul(learningRate, tf.sign(gradients[key]!)))]),
 *     ),
 *     state: {},
 *   }),
 * }
 * const engine = await createEngine()
 * const square = await engine.training({
 *   parameters: { w: { shape: [], data: Float32Array.of(3) } },
 *   inputs: {},
 *   loss: ({ w }) => ({ loss: tf.square(w!) as tf.Scalar }),
 *   optimiser: signDescent,
 * })
 * await square.step({}, { learningRate: 0.5 })
 * const { w } = await square.parameters() // 2.5
 */
export interface Optimiser {
  /** Tells it from others: a run that is resumed must have the same. `adam` is the engine's own. */
  readonly name: string
  /** Its settings, as JSON has them. They tell it from others too. */
  readonly config: Readonly<Record<string, number | string | boolean>>
  /** What it carries before the first step, by names of its own. Called again where it starts afresh. */
  init(parameters: NamedTensors<Float32Array>): NamedTensors<Float32Array>
  /** One step: the new parameters, and what is carried to the next step, all of them, in the shapes they had. */
  update(step: OptimiserStep): { readonly parameters: TensorMap; readonly state: TensorMap }
}

/** What an optimiser has to go by. */
export interface OptimiserStep {
  readonly parameters: TensorMap
  /** The loss's gradient with respect to each parameter, after any clipping. */
  readonly gradients: TensorMap
  readonly state: TensorMap
  /** That of this step. */
  readonly learningRate: Scalar
  /** Steps taken since the optimiser was last fresh, from 0: one less than the t of a bias correction. */
  readonly iteration: Scalar
}

/**
 * Refuses an optimiser without a name, or with Adam's.
 *
 * @throws EngineError WRONG_NAME
 */
export function checkOptimiser({ name }: Optimiser): void {
  if (typeof name === 'string' && name !== '' && name !== 'adam') return
  throw new EngineError(
    'WRONG_NAME',
    `an optimiser needs a name of its own, got ${JSON.stringify(name) ?? 'none'}: 'adam' is the engine's own, which is taken where none is given`,
  )
}

/** Refuses a setting that is out of its range. */
export function checkSetting(optimiser: string, setting: string, range: string, found: number, inRange: boolean): void {
  if (inRange) return
  throw new EngineError('WRONG_VALUE', `${optimiser}: ${setting} must be a number ${range}, got ${found}`)
}

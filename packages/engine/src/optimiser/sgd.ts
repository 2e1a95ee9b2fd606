import * as tf from '@tensorflow/tfjs-core'
import { mapRecord } from '../record.js'
import { sizeOf } from '../tensor.js'
import { checkSetting, type Optimiser } from './optimiser.js'

/** Settings of stochastic gradient descent. */
export interface SgdOptions {
  /** mu, the share of a step's velocity that the next one keeps, from 0 up and below 1; 0 by default. */
  readonly momentum?: number
  /** Whether the step looks ahead (Nesterov's); false by default. Needs a momentum. */
  readonly nesterov?: boolean
}

/**
 * Stochastic gradient descent. With momentum mu and learning rate a: v <- mu v + g, w <- w - a v, and with Nesterov's look ahead
 * w <- w - a (g + mu v). (Sutskever et al., "On the importance of initialization and momentum in deep learning", 2013, in the form
 * that keeps the learning rate out of the velocity.)
 *
 * @throws EngineError WRONG_VALUE where the momentum is out of its range, or Nesterov's has none
 * @example
 * const { name, config } = sgd({ momentum: 0.9, nesterov: true })
 * console.log(name, config) // sgd { momentum: 0.9, nesterov: true }
 */
export function sgd({ momentum = 0, nesterov = false }: SgdOptions = {}): Optimiser {
  checkSetting('sgd', 'momentum', 'from 0 up and below 1', momentum, momentum >= 0 && momentum < 1)
  checkSetting('sgd', 'momentum', 'above 0 where `nesterov` is set', momentum, momentum > 0 || !nesterov)
  return {
    name: 'sgd',
    config: { momentum, nesterov },
    init: (parameters) =>
      momentum === 0 ? {} : mapRecord(parameters, ({ shape }) => ({ shape, data: new Float32Array(sizeOf(shape)) })),
    update({ parameters, gradients, state, learningRate }) {
      const velocities =
        momentum === 0 ? {} : mapRecord(state, (v, key) => tf.add(tf.mul(v, momentum), gradients[key]!))
      const directionOf = (g: tf.Tensor, v: tf.Tensor | undefined) => {
        if (v === undefined) return g
        return nesterov ? tf.add(g, tf.mul(v, momentum)) : v
      }
      return {
        parameters: mapRecord(parameters, (w, key) =>
          tf.sub(w, tf.mul(learningRate, directionOf(gradients[key]!, velocities[key]))),
        ),
        state: velocities,
      }
    },
  }
}

import * as tf from '@tensorflow/tfjs-core'
import { mapRecord } from '../record.js'
import { sizeOf } from '../tensor.js'
import { checkSetting, type Optimiser } from './optimiser.js'

/** Settings of AdamW. */
export interface AdamWOptions {
  /** Decay of the first moment; 0.9 by default. */
  readonly beta1?: number
  /** Decay of the second moment; 0.999 by default. */
  readonly beta2?: number
  /** Added to the root of the second moment; 1e-8 by default. */
  readonly epsilon?: number
  /** lambda, the share of a parameter that a step of learning rate 1 would take away; 0.01 by default. */
  readonly weightDecay?: number
}

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, "Decoupled weight decay regularization", 2019, algorithm 2):
 * w <- w - a (m^ / (sqrt(v^) + epsilon) + lambda w), with Adam's moments m^ and v^. Every parameter decays, biases too.
 *
 * @throws EngineError WRONG_VALUE where a setting is out of its range
 * @example
 * console.log(adamW({ weightDecay: 0.1 }).config) // { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.1 }
 */
export function adamW({
  beta1 = 0.9,
  beta2 = 0.999,
  epsilon = 1e-8,
  weightDecay = 0.01,
}: AdamWOptions = {}): Optimiser {
  for (const [name, beta] of Object.entries({ beta1, beta2 })) {
    checkSetting('adamW', name, 'from 0 up and below 1', beta, beta >= 0 && beta < 1)
  }
  checkSetting('adamW', 'epsilon', 'above 0', epsilon, Math.fround(epsilon) > 0)
  checkSetting('adamW', 'weightDecay', 'from 0 up', weightDecay, weightDecay >= 0 && Number.isFinite(weightDecay))
  return {
    name: 'adamW',
    config: { beta1, beta2, epsilon, weightDecay },
    init(parameters) {
      const zeros = (moment: Moment) =>
        mapRecord(parameters, ({ shape }) => ({ shape, data: new Float32Array(sizeOf(shape)) }), keyOf(moment))
      return { ...zeros('firstMoment'), ...zeros('secondMoment') }
    },
    update({ parameters, gradients, state, learningRate, iteration }) {
      const t = tf.add(iteration, 1)
      const [firstBias, secondBias] = [biasOf(beta1, t), biasOf(beta2, t)]
      const moved = mapRecord(parameters, (w, key) => {
        const g = gradients[key]!
        const m = tf.add(tf.mul(state[keyOf('firstMoment')(key)]!, beta1), tf.mul(g, 1 - beta1))
        const v = tf.add(tf.mul(state[keyOf('secondMoment')(key)]!, beta2), tf.mul(tf.square(g), 1 - beta2))
        const step = tf.div(tf.div(m, firstBias), tf.add(tf.sqrt(tf.div(v, secondBias)), epsilon))
        return { w: tf.sub(w, tf.mul(learningRate, tf.add(step, tf.mul(w, weightDecay)))), m, v }
      })
      return {
        parameters: mapRecord(moved, ({ w }) => w),
        state: {
          ...mapRecord(moved, ({ m }) => m, keyOf('firstMoment')),
          ...mapRecord(moved, ({ v }) => v, keyOf('secondMoment')),
        },
      }
    },
  }
}

type Moment = 'firstMoment' | 'secondMoment'

const keyOf = (moment: Moment) => (parameter: string) => `${moment}/${parameter}`

/** 1 - beta^t, also where that is small: in single precision 0.999^1 is known to three digits of what it lacks to 1. */
const biasOf = (beta: number, t: tf.Tensor): tf.Tensor | number =>
  beta === 0 ? 1 : tf.neg(tf.expm1(tf.mul(t, Math.log(beta))))

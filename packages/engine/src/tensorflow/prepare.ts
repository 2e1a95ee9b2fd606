import { createRequire } from 'node:module'
import * as tf from '@tensorflow/tfjs-core'
import { registerGradients } from './gradients.js'

let prepared = false

/**
 * Gives TensorFlow.js what its core alone lacks under Node.js: gradients, chained ops and the plain backend. Where a project has
 * loaded them already, as with all of `@tensorflow/tfjs`, its own are kept.
 */
export function prepareTensorFlow(): void {
  if (prepared) return
  registerGradients(tf)
  if (!('cpu' in tf.engine().registryFactory)) createRequire(import.meta.url)('@tensorflow/tfjs-backend-cpu')
  // It prints advice to install a native backend in every Node.js program; this package takes the place of one.
  Object.assign(tf.findBackend('cpu'), { firstUse: false })
  prepared = true
}

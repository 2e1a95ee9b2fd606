import * as tf from '@tensorflow/tfjs'

/** Runs the tests of a file on TensorFlow.js's plain backend, without its advice on faster ones. */
export async function useCpuBackend(): Promise<void> {
  tf.env().set('IS_TEST', true)
  await tf.setBackend('cpu')
}

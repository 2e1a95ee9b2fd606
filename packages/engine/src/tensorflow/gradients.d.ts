import type * as tf from '@tensorflow/tfjs-core'

/** Registers the gradients that a TensorFlow.js lacks, and the chained form of its ops. */
export declare function registerGradients(core: typeof tf): void

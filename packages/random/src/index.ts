/**
 * A seeded generator of random numbers whose streams have names.
 *
 * @module @vsc/random
 */

export { createRng, type Label, type Rng } from './rng.js'

export { createRng, type Label, type Rng } from './rng.js'

export { type InterruptionOptions, interruption } from './interruption.js'
export { describeLimit } from './limits.js'
export { printable } from './printable.js'
export { type ProgramStreams, programStreams } from './streams.js'

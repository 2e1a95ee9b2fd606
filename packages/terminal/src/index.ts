export { type InterruptionOptions, interruption } from './interruption.js'
export { printable } from './printable.js'
export { type ProgramStreams, programStreams } from './streams.js'

import type { Outcome } from './run-specs.js'

/** A difference from TensorFlow.js that docs/engine.md declares, and the tests in which it is met. */
interface Declared {
  /** The heading of docs/engine.md, and what is said there. */
  readonly where: string
  readonly meets: (outcome: Outcome) => boolean
}

const named =
  (...names: readonly string[]) =>
  ({ name }: Outcome): boolean =>
    names.includes(name)

/** Tests that may fail, and what they may not agree with the eager backend in. */
export const declared: readonly Declared[] = [
  {
    where: 'Types: no strings and no complex numbers',
    meets: ({ failures }) =>
      failures.some((text) => /hold float32, int32 and bool tensors, got (a fill of )?string/.test(text)),
  },
  {
    where: 'Rounding: single precision throughout',
    meets: named('exp int32', 'tan numbers exceed float32 precision'),
  },
  {
    where: 'Reading and indices: indices that are inputs',
    meets: named('gather throws when index is out of bound'),
  },
  {
    where: 'Reading and indices: the order of topk without sorted',
    meets: named('topk lower-index element appears first, sorted=false'),
  },
]

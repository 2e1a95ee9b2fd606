import { type Code, codeOf } from './code.js'
import type { PageModel } from './model.js'

/** What is explored: an example or a sample, the code it came with, and the code as it was edited. */
export interface Explored {
  /** What it is called. */
  readonly name: string
  /** Its number among the examples of the page, where it is one of them. */
  readonly example?: number
  /** The example itself; a code alone has none. */
  readonly x?: Float32Array
  readonly first: Code
  readonly code: Code
}

export function exploredExample(model: PageModel, example: number): Explored {
  const x = model.examples[example]!
  return { ...exploredOwn(model, nameOfExample(model, example), x), example }
}

export function exploredOwn(model: PageModel, name: string, x: Float32Array): Explored {
  const code = model.encode(x)
  return { name, x, first: code, code }
}

/** A code without an example; what is off would have the value it has in `before`. */
export function exploredCode(model: PageModel, name: string, z: ArrayLike<number>, before: Code): Explored {
  const code = codeOf(z, { fallback: before, spikes: model.contents.model.spikes })
  return { name, first: code, code }
}

/** `example 3, Bag` */
export function nameOfExample({ contents }: PageModel, example: number): string {
  const { index, label } = contents.data.examples[example]!
  return label === undefined ? `example ${index}` : `example ${index}, ${label}`
}

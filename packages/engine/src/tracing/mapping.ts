import type { GraphBuilder, Value } from '../graph/graph.js'

/** A kernel's attributes: every kernel has its own, and TensorFlow.js does not tie their types to its name. */
// biome-ignore lint/suspicious/noExplicitAny: see above; each mapping knows the attributes of its kernel
export type Attributes = Readonly<Record<string, any>>

/** One call of a TensorFlow.js kernel: its attributes, its inputs by name or position, and the graph to append to. */
export interface KernelCall {
  readonly kernel: string
  /** The inputs in the order of `inputNames`, or as they came where the kernel takes a list (Concat, AddN, Pack). */
  readonly inputs: readonly Value[]
  /** The inputs that were given, by name: those that a kernel can do without may be missing. */
  readonly named: Readonly<Record<string, Value | undefined>>
  readonly attrs: Attributes
  readonly builder: GraphBuilder
}

/** How one kernel of TensorFlow.js is written in ONNX operators. */
export interface Mapping {
  /** The kernel's inputs by name, in order; none for kernels that take a list. */
  readonly inputs: readonly string[]
  /** Each output element depends on one element of each input, so broadcasting may come after it. */
  readonly elementwise?: boolean
  /**
   * False where TensorFlow.js's plain backend is known to be wrong (docs/engine.md): what is constant is then computed like
   * everything else, not by it.
   */
  readonly foldable?: boolean
  /** One value, or a list for the kernels that give several tensors. */
  readonly map: (call: KernelCall) => Value | readonly Value[]
}

export type Mappings = Readonly<Record<string, Mapping>>

import { allocate, type DType, dtypeOf, type HostArray, sizeOf, type TensorSpec } from '../tensor.js'

/** What the elements of a value are. The last two are found inside a graph only: what a program is given and gives is a DType. */
export type ElementType = DType | 'int64' | 'float64'

/** An edge of a graph: a tensor of known shape, not yet computed. */
export interface Value {
  readonly id: number
  readonly shape: readonly number[]
  readonly dtype: ElementType
  readonly source: Input | Constant | Result
}

export interface Input {
  readonly kind: 'input'
  readonly name: string
}

export interface Constant {
  readonly kind: 'constant'
  readonly data: HostArray
}

export interface Result {
  readonly kind: 'result'
  readonly node: Node
  /** Which of the node's outputs. */
  readonly index: number
}

/** The value of an attribute of an ONNX operator. A plain number is an integer. */
export type Attribute = number | string | readonly number[] | { readonly float: number }

/** An ONNX operator applied to values. */
export interface Node {
  readonly op: string
  readonly inputs: readonly Value[]
  /** Attributes by their ONNX name: integers, lists of integers, strings, and floats as `{ float }`. */
  readonly attributes: Readonly<Record<string, Attribute>>
  /** Inputs that ONNX wants as int64 vectors (shapes, axes, repeats). */
  readonly integers: readonly (readonly number[])[]
  /** How many of `inputs` come before `integers`. */
  readonly integersAt: number
  readonly outputs: readonly Value[]
}

/** A finished graph: what leads from the inputs to the outputs, and nothing else. */
export interface Graph {
  readonly inputs: readonly Value[]
  readonly outputs: Readonly<Record<string, Value>>
}

/** What a new node is made of. */
export interface NodeSpec {
  readonly op: string
  readonly inputs: readonly Value[]
  readonly attributes?: Node['attributes']
  readonly integers?: Node['integers']
  /** All of `inputs` come before `integers` where it is not said. */
  readonly integersAt?: number
  /** One entry for each output. */
  readonly outputs: readonly ValueSpec[]
}

/** Shape and element type of a value. */
export interface ValueSpec {
  readonly shape: readonly number[]
  readonly dtype: ElementType
}

/** Appends nodes; equal nodes are made once, so a repeated subexpression costs nothing. */
export interface GraphBuilder {
  /** Adds an input of the graph. */
  input(name: string, spec: TensorSpec): Value
  /** Adds a constant; the array is kept, not copied. */
  constant(data: HostArray, shape: readonly number[]): Value
  /** Applies an ONNX operator, and gives its outputs in order. */
  node(spec: NodeSpec): readonly Value[]
}

export function createGraphBuilder(): GraphBuilder {
  let count = 0
  const made = new Map<string, readonly Value[]>()
  const remember = (key: string, make: () => readonly Value[]): readonly Value[] => {
    const known = made.get(key) ?? make()
    made.set(key, known)
    return known
  }
  const value = ({ shape, dtype }: ValueSpec, source: Value['source']): Value => ({
    id: count++,
    shape,
    dtype,
    source,
  })

  return {
    input: (name, { shape, dtype = 'float32' }) => value({ shape, dtype }, { kind: 'input', name }),

    constant(data, shape) {
      const dtype = dtypeOf(data)
      const make = () => [value({ shape, dtype }, { kind: 'constant', data })]
      // Only small constants are worth comparing; -0 and 0 differ, so the bytes are the key.
      const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
      return bytes.length > 64 ? make()[0]! : remember(`constant ${dtype} [${shape}] ${bytes}`, make)[0]!
    },

    node({ op, inputs, attributes = {}, integers = [], integersAt = inputs.length, outputs }) {
      const details = JSON.stringify([
        attributes,
        integers,
        integersAt,
        outputs.map(({ shape, dtype }) => [shape, dtype]),
      ])
      const key = `${op} ${inputs.map((input) => input.id)} ${details}`
      return remember(key, () => {
        const results: Value[] = []
        const node: Node = { op, inputs, attributes, integers, integersAt, outputs: results }
        outputs.forEach((spec, index) => {
          results.push(value(spec, { kind: 'result', node, index }))
        })
        return results
      })
    },
  }
}

/** The numbers of a constant value, or undefined. */
export const constantOf = (value: Value): HostArray | undefined =>
  value.source.kind === 'constant' ? value.source.data : undefined

/** All numbers of a value in a shape it broadcasts to, where they are known: it is a constant, broadcast or not, or holds nothing. */
export function knownNumbers(value: Value, shape: readonly number[]): HostArray | undefined {
  const size = sizeOf(shape)
  if (size === 0) return allocate(value.dtype as DType, 0)
  const inner = unexpanded(value)
  const data = constantOf(inner)
  if (!data || sameShape(inner.shape, shape)) return data
  const numbers = allocate(value.dtype as DType, size)
  if (data.length === 1) return numbers.fill(data[0]!)
  const strides = stridesOf(inner.shape)
  const offset = shape.length - inner.shape.length
  return numbers.map((_, i) => {
    let rest = i
    let position = 0
    for (let axis = shape.length - 1; axis >= offset; axis--) {
      const at = rest % shape[axis]!
      rest = (rest - at) / shape[axis]!
      if (inner.shape[axis - offset] !== 1) position += at * strides[axis - offset]!
    }
    return data[position]!
  })
}

/** How far apart in memory two neighbours along each axis are. */
export const stridesOf = (shape: readonly number[]): number[] => shape.map((_, axis) => sizeOf(shape.slice(axis + 1)))

/** The node that computes a value, if it is of this operator. */
export const resultOf = (value: Value, op: string): Node | undefined =>
  value.source.kind === 'result' && value.source.node.op === op ? value.source.node : undefined

/** A constant that holds one number everywhere. */
export function uniform(builder: GraphBuilder, number: number, { shape, dtype = 'float32' }: TensorSpec): Value {
  return expand(builder, builder.constant(allocate(dtype, 1).fill(number), []), shape)
}

/** The value broadcast to a shape. */
export function expand(builder: GraphBuilder, value: Value, shape: readonly number[]): Value {
  if (sameShape(value.shape, shape)) return value
  const inner = resultOf(value, 'Expand')?.inputs[0] ?? value
  return builder.node({
    op: 'Expand',
    inputs: [inner],
    integers: [shape],
    outputs: [{ shape, dtype: value.dtype }],
  })[0]!
}

/** What a value was before it was broadcast. */
export const unexpanded = (value: Value): Value => resultOf(value, 'Expand')?.inputs[0] ?? value

export const sameShape = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((n, i) => n === b[i])

/** Every node the outputs need, each after the ones it needs itself. Whatever else was recorded is dead. */
export function liveNodes(outputs: Iterable<Value>): Node[] {
  const order: Node[] = []
  const seen = new Set<Node>()
  const stack = [...outputs].reverse().flatMap((value) => nodeOf(value))
  while (stack.length > 0) {
    const node = stack[stack.length - 1]!
    const waiting = seen.has(node) ? [] : node.inputs.flatMap(nodeOf).filter((input) => !seen.has(input))
    if (waiting.length > 0) {
      stack.push(...waiting.reverse())
    } else {
      stack.pop()
      if (!seen.has(node)) order.push(node)
      seen.add(node)
    }
  }
  return order
}

const nodeOf = (value: Value): Node[] => (value.source.kind === 'result' ? [value.source.node] : [])

/** The shape that broadcasting gives, as in NumPy; undefined where the shapes do not fit. */
export function broadcastShape(...shapes: readonly (readonly number[])[]): number[] | undefined {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length))
  const result: number[] = []
  for (let axis = 0; axis < rank; axis++) {
    const sizes = shapes.map((shape) => shape[axis - rank + shape.length] ?? 1).filter((size) => size !== 1)
    if (sizes.some((size) => size !== sizes[0])) return undefined
    result.push(sizes[0] ?? 1)
  }
  return result
}

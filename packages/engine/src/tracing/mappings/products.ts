import * as tf from '@tensorflow/tfjs-core'
import { broadcastShape, type GraphBuilder, type Value } from '../../graph/graph.js'
import type { DType } from '../../tensor.js'
import type { Mappings } from '../mapping.js'
import { activate } from './activations.js'
import { arithmetic } from './arithmetic.js'
import { checkArgument, one, text, transpose } from './shapes.js'

/** A product of matrices, transposed where told. Two float matrices become one Gemm, which transposes as it reads. */
function matMul(builder: GraphBuilder, a: Value, b: Value, transposeA: boolean, transposeB: boolean): Value {
  const { cast } = arithmetic(builder)
  checkArgument(
    a.shape.length >= 2 && b.shape.length >= 2,
    () => `a product of matrices needs tensors of rank 2 or more, got ${text(a.shape)} and ${text(b.shape)}`,
  )
  const [inner, otherInner] = [a.shape.at(transposeA ? -2 : -1)!, b.shape.at(transposeB ? -1 : -2)!]
  checkArgument(
    inner === otherInner,
    () =>
      `the inner sizes ${inner} and ${otherInner} of a product must be equal; the shapes are ${text(a.shape)} and ${text(b.shape)}, ` +
      `transposed: ${transposeA} and ${transposeB}`,
  )
  if (a.dtype === 'bool')
    return cast(matMul(builder, cast(a, 'int32'), cast(b, 'int32'), transposeA, transposeB), 'bool')
  if (a.shape.length === 2 && b.shape.length === 2 && a.dtype === 'float32') {
    const shape = [a.shape[transposeA ? 1 : 0]!, b.shape[transposeB ? 0 : 1]!]
    const attributes = { transA: transposeA ? 1 : 0, transB: transposeB ? 1 : 0 }
    return one(builder, 'Gemm', [a, b], shape, { attributes })
  }
  const left = transposeA ? swapLast(builder, a) : a
  const right = transposeB ? swapLast(builder, b) : b
  const batch = broadcastShape(left.shape.slice(0, -2), right.shape.slice(0, -2))
  checkArgument(batch !== undefined, () => `the batches of ${text(a.shape)} and ${text(b.shape)} do not broadcast`)
  return one(builder, 'MatMul', [left, right], [...batch!, left.shape.at(-2)!, right.shape.at(-1)!])
}

function swapLast(builder: GraphBuilder, x: Value): Value {
  const rank = x.shape.length
  return transpose(builder, x, [...new Array<number>(rank - 2).keys(), rank - 1, rank - 2])
}

export const productMappings: Mappings = {
  BatchMatMul: {
    inputs: ['a', 'b'],
    foldable: false,
    map: ({ inputs: [a, b], attrs, builder }) => matMul(builder, a!, b!, attrs.transposeA, attrs.transposeB),
  },
  _FusedMatMul: {
    inputs: ['a', 'b', 'bias', 'preluActivationWeights'],
    foldable: false,
    map: ({ named: { a, b, bias, preluActivationWeights }, attrs, builder }) => {
      const product = matMul(builder, a!, b!, attrs.transposeA, attrs.transposeB)
      const sum = bias ? arithmetic(builder).add(product, bias) : product
      return activate(builder, sum, attrs, preluActivationWeights)
    },
  },
  Einsum: {
    inputs: [],
    foldable: false,
    map: ({ inputs, attrs, builder }) => {
      const { cast } = arithmetic(builder)
      const equation: string = attrs.equation.replaceAll(/\s/g, '')
      const { allDims, idDims } = tf.backend_util.decodeEinsumEquation(equation, inputs.length)
      const tensors = inputs.map(({ shape }) => ({ shape: [...shape] }) as tf.Tensor)
      tf.backend_util.checkEinsumDimSizes(allDims.length, idDims, tensors)
      const [terms, result] = equation.split('->') as [string, string]
      terms.split(',').forEach((term, i) => {
        const { shape } = inputs[i]!
        checkArgument(
          term.length === shape.length,
          () => `${term} of '${equation}' does not fit the shape ${text(shape)}`,
        )
      })
      const sizes = new Map<string, number>()
      terms.split(',').forEach((term, i) => {
        for (const [axis, letter] of [...term].entries()) sizes.set(letter, inputs[i]!.shape[axis]!)
      })
      const dtype = inputs.map((x) => x.dtype as DType).reduce((a, b) => tf.upcastType(a, b) as DType)
      const numbers = inputs.map((x) => cast(x, dtype === 'bool' ? 'int32' : dtype))
      const shape = [...result].map((letter) => sizes.get(letter)!)
      const found = one(builder, 'Einsum', numbers, shape, { attributes: { equation } })
      // Sums of truth values are whole numbers, products are truth values.
      return dtype === 'bool' && sizes.size === result.length ? cast(found, 'bool') : found
    },
  },
}

import { EngineError } from '../../errors.js'
import { broadcastShape, type GraphBuilder, type Value } from '../../graph/graph.js'
import type { Mappings } from '../mapping.js'
import { arithmetic } from './elementwise.js'
import { transpose } from './structural.js'

/** A product of matrices, transposed where told. Two float matrices become one Gemm, which transposes as it reads. */
function matMul(builder: GraphBuilder, a: Value, b: Value, transposeA: boolean, transposeB: boolean): Value {
  if (a.shape.length === 2 && b.shape.length === 2 && a.dtype === 'float32') {
    const shape = [a.shape[transposeA ? 1 : 0]!, b.shape[transposeB ? 0 : 1]!]
    const attributes = { transA: transposeA ? 1 : 0, transB: transposeB ? 1 : 0 }
    return builder.node({ op: 'Gemm', inputs: [a, b], attributes, outputs: [{ shape, dtype: a.dtype }] })[0]!
  }
  const left = transposeA ? swapLast(builder, a) : a
  const right = transposeB ? swapLast(builder, b) : b
  const batch = broadcastShape(left.shape.slice(0, -2), right.shape.slice(0, -2))!
  const shape = [...batch, left.shape.at(-2)!, right.shape.at(-1)!]
  return builder.node({ op: 'MatMul', inputs: [left, right], outputs: [{ shape, dtype: a.dtype }] })[0]!
}

function swapLast(builder: GraphBuilder, x: Value): Value {
  const rank = x.shape.length
  const perm = [...new Array<number>(rank - 2).keys(), rank - 1, rank - 2]
  return transpose(builder, x, perm)
}

export const productMappings: Mappings = {
  BatchMatMul: {
    inputs: ['a', 'b'],
    map: ({ inputs: [a, b], attrs, builder }) => matMul(builder, a!, b!, attrs.transposeA, attrs.transposeB),
  },
  _FusedMatMul: {
    inputs: ['a', 'b', 'bias'],
    map: ({ inputs: [a, b, bias], attrs, builder }) => {
      const product = matMul(builder, a!, b!, attrs.transposeA, attrs.transposeB)
      const sum = bias ? arithmetic(builder).add(product, bias) : product
      if (attrs.activation === 'linear') return sum
      if (attrs.activation === 'relu') return builder.node({ op: 'Relu', inputs: [sum], outputs: [sum] })[0]!
      throw new EngineError(
        'UNMAPPED_OP',
        `a fused product with the activation '${attrs.activation}' has no ONNX mapping`,
      )
    },
  },
}

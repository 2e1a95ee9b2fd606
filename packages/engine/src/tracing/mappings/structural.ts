import * as tf from '@tensorflow/tfjs-core'
import { EngineError } from '../../errors.js'
import { expand, sameShape, uniform, type Value } from '../../graph/graph.js'
import { type DType, sizeOf } from '../../tensor.js'
import type { Mapping, Mappings } from '../mapping.js'
import { arithmetic } from './arithmetic.js'
import { checkArgument, concat, fromFront, one, onX, reshape, split, text, transpose } from './shapes.js'

const onList = (map: Mapping['map']): Mapping => ({ inputs: [], map })

/** A kernel of no tensors, whose result is known as soon as it is called. The recording backend computes it and never comes here. */
const generator: Mapping = {
  inputs: [],
  map: ({ kernel }) => {
    throw new Error(`${kernel} is computed while recording`)
  },
}

/** The kernels that move whole tensors about and compute nothing. */
export const structuralMappings: Mappings = {
  Reshape: onX((x, { builder, attrs }) =>
    reshape(builder, x, tf.util.inferFromImplicitShape(attrs.shape, sizeOf(x.shape))),
  ),
  ExpandDims: {
    inputs: ['input'],
    map: ({ inputs: [x], builder, attrs }) =>
      reshape(builder, x!, x!.shape.toSpliced(fromFront(attrs.dim, x!.shape.length + 1), 0, 1)),
  },
  Transpose: onX((x, { builder, attrs }) => transpose(builder, x, attrs.perm)),
  Concat: onList(({ inputs, builder, attrs }) => {
    // TensorFlow.js stores all of them as what the first one is.
    const { store } = arithmetic(builder)
    const dtype = inputs[0]!.dtype
    return concat(
      builder,
      inputs.map((x) => store(x, dtype)),
      fromFront(attrs.axis, inputs[0]!.shape.length),
    )
  }),
  Pack: onList(({ inputs, builder, attrs }) => {
    for (const x of inputs) {
      checkArgument(
        sameShape(x.shape, inputs[0]!.shape) && x.dtype === inputs[0]!.dtype,
        () =>
          `tensors to be stacked must have one shape and type, got ${inputs.map((one) => `${one.dtype}${text(one.shape)}`).join(' and ')}`,
      )
    }
    const axis = fromFront(attrs.axis, inputs[0]!.shape.length + 1)
    const slabs = inputs.map((x) => reshape(builder, x, x.shape.toSpliced(axis, 0, 1)))
    return concat(builder, slabs, axis)
  }),
  Unpack: {
    inputs: ['value'],
    map: ({ inputs: [x], builder, attrs }) => {
      const axis = fromFront(attrs.axis, x!.shape.length)
      const parts = split(builder, x!, axis, new Array<number>(x!.shape[axis]!).fill(1))
      return parts.map((part) => reshape(builder, part, x!.shape.toSpliced(axis, 1)))
    },
  },
  SplitV: onX((x, { builder, attrs }) => {
    const axis = fromFront(attrs.axis, x.shape.length)
    const tensor = { shape: [...x.shape] } as unknown as tf.Tensor
    return split(builder, x, axis, tf.backend_util.prepareSplitSize(tensor, attrs.numOrSizeSplits, axis))
  }),
  Tile: onX((x, { builder, attrs }) => {
    const reps: number[] = attrs.reps
    const shape = x.shape.map((n, i) => n * reps[i]!)
    if (reps.every((n, i) => n === 1 || x.shape[i] === 1)) return expand(builder, x, shape)
    return one(builder, 'Tile', [x], shape, { integers: [reps] })
  }),
  ZerosLike: onX((x, { builder }) => uniform(builder, 0, filled(x))),
  OnesLike: onX((x, { builder }) => uniform(builder, 1, filled(x))),
  Fill: {
    inputs: [],
    map: ({ builder, attrs: { shape, value, dtype = tf.util.inferDtype(value) } }) => {
      if (!['float32', 'int32', 'bool'].includes(dtype)) {
        throw new EngineError(
          'WRONG_DTYPE',
          `a traced body can hold float32, int32 and bool tensors, got a fill of ${dtype}`,
        )
      }
      return uniform(builder, Number(value), { shape, dtype })
    },
  },
  Range: generator,
  LinSpace: generator,
}

const filled = ({ shape, dtype }: Value) => ({ shape, dtype: dtype as DType })

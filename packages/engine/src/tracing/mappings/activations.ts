import { EngineError } from '../../errors.js'
import type { GraphBuilder, Value } from '../../graph/graph.js'
import type { Attributes, Mappings } from '../mapping.js'
import { type Arithmetic, arithmetic, elementwise, ofFloats, unary } from './arithmetic.js'

/** So steep that every normal float above 0 comes out above 1. */
const STEEP = 3.4e38

/**
 * 1 / (1 + e^-x), which keeps its digits where ONNX Runtime's own logistic is off by 17% (at -15) or 0 (from -18 down).
 */
const sigmoid = (x: Value, { neg, exp, add, reciprocal }: Arithmetic): Value => reciprocal(add(exp(neg(x)), 1))

/** What is kept between two bounds; NaN stays NaN. The bounds are cut to what the type can hold. */
function clip(builder: GraphBuilder, x: Value, low: number, high: number): Value {
  const { constant } = arithmetic(builder)
  const held = (bound: number) =>
    constant(x.dtype === 'int32' ? Math.trunc(Math.min(Math.max(bound, -(2 ** 31)), 2 ** 31 - 1)) : bound, x)
  return elementwise(builder, 'Clip', [x, held(low), held(high)])
}

const clipNumbers = (x: Value, { cast, store }: Arithmetic, builder: GraphBuilder, low: number, high: number): Value =>
  store(clip(builder, x.dtype === 'bool' ? cast(x, 'int32') : x, low, high), x.dtype)

/** x where it is not below 0, alpha x where it is. */
const leakyRelu = (builder: GraphBuilder, x: Value, alpha: number): Value =>
  elementwise(builder, 'LeakyRelu', [x], x.dtype, { alpha: { float: alpha } })

function prelu(math: Arithmetic, x: Value, alpha: Value): Value {
  const number = math.cast(x, 'float32')
  return math.where(math.less(number, 0), math.mul(number, math.cast(alpha, 'float32')), number)
}

/** The kernels that neural networks put after their products, and the derivatives that are kernels of their own. */
export const activationMappings: Mappings = {
  Elu: ofFloats((x, _, { builder }) => elementwise(builder, 'Elu', [x])),
  Selu: ofFloats((x, _, { builder }) => elementwise(builder, 'Selu', [x])),
  Sigmoid: ofFloats(sigmoid),
  Softplus: ofFloats((x, _, { builder }) => elementwise(builder, 'Softplus', [x])),
  Relu: unary((x, { cast, store, max }, { builder }) =>
    x.dtype === 'float32' ? elementwise(builder, 'Relu', [x]) : store(max(cast(x, 'int32'), 0), x.dtype),
  ),
  Relu6: unary((x, math, { builder }) => clipNumbers(x, math, builder, 0, 6)),
  ClipByValue: unary((x, math, { builder, attrs }) =>
    clipNumbers(x, math, builder, attrs.clipValueMin, attrs.clipValueMax),
  ),
  LeakyRelu: unary((x, { cast }, { builder, attrs }) => leakyRelu(builder, cast(x, 'float32'), attrs.alpha)),
  Prelu: {
    inputs: ['x', 'alpha'],
    elementwise: true,
    map: ({ inputs: [x, alpha], builder }) => prelu(arithmetic(builder), x!, alpha!),
  },
  // 1 above 0 and alpha elsewhere: the derivative of ReLU and its kin. A clamp does it in one pass and lets NaN through, where a
  // comparison, a cast or a choice take three and lose it.
  Step: ofFloats((x, { mul, greater, where, nan, constant }, { builder, attrs: { alpha = 0 } }) => {
    if (alpha === 0)
      return elementwise(builder, 'HardSigmoid', [x], x.dtype, { alpha: { float: STEEP }, beta: { float: 0 } })
    if (alpha > 0 && alpha < 1) return clip(builder, mul(x, STEEP), alpha, 1)
    return where(nan(x), x, where(greater(x, 0), constant(1, x), constant(alpha, x)))
  }),
  EluGrad: {
    inputs: ['dy', 'y'],
    elementwise: true,
    map: ({ inputs: [dy, y], builder }) => {
      const { atLeast, where, mul, add } = arithmetic(builder)
      return where(atLeast(y!, 0), dy!, mul(dy!, add(y!, 1)))
    },
  },
}

/** What the fused kernels do last: the activation that their attributes name. */
export function activate(
  builder: GraphBuilder,
  x: Value,
  { activation, leakyreluAlpha }: Attributes,
  preluWeights: Value | undefined,
): Value {
  const math = arithmetic(builder)
  switch (activation) {
    case null:
    case undefined:
    case 'linear':
      return x
    case 'relu':
      return elementwise(builder, 'Relu', [x])
    case 'relu6':
      return clip(builder, x, 0, 6)
    case 'elu':
      return elementwise(builder, 'Elu', [x])
    case 'sigmoid':
      return sigmoid(x, math)
    case 'leakyrelu':
      return leakyRelu(builder, x, leakyreluAlpha ?? 0.2)
    case 'prelu':
      return prelu(math, x, preluWeights!)
    default:
      throw new EngineError('UNMAPPED_OP', `a fused kernel with the activation '${activation}' has no ONNX mapping`)
  }
}

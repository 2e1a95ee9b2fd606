import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { runGraph } from '../../test/run-graph.js'
import type { DType, HostArray } from '../tensor.js'
import { trace } from './trace.js'

// Every elementwise, pairing and reducing kernel over the whole range of its types, operands constant or not, and over scalars and
// nothing at all: traced against TensorFlow.js run at once, values and gradients. All cases of a family are one graph.

const floats = [
  ...[Number.NEGATIVE_INFINITY, -3e38, -1e4, -88.7, -88, -30, -20, -18, -15, -7.5, -1.5, -1, -0.5, -1e-5, -0],
  ...[0, 1e-5, 0.5, 1, 1.5, 2.5, 7, 15, 18, 20, 88, 88.7, 1e4, 3e38, Number.POSITIVE_INFINITY, Number.NaN],
]
const range: Record<DType, HostArray> = {
  float32: Float32Array.from(floats),
  int32: Int32Array.of(-(2 ** 31), -(2 ** 31) + 1, -65536, -7, -2, -1, 0, 1, 2, 7, 65536, 2 ** 31 - 1),
  bool: Uint8Array.of(0, 1),
}

type Op = (...args: tf.Tensor[]) => tf.Tensor
interface Operand {
  readonly data: HostArray
  readonly shape: readonly number[]
  readonly dtype: DType
}
interface Case {
  readonly name: string
  readonly op: Op
  readonly operands: readonly Operand[]
  readonly gradient: boolean
  /** The largest error, in units of the last place of single precision, or relative to 1 where the function has digits to lose there. */
  readonly tolerance: number
}

/** Where the traced engine is known to differ, and why: docs/engine.md. */
const declared: readonly { readonly where: RegExp; readonly differs: (expected: number, found: number) => boolean }[] =
  [
    // below the smallest normal number
    { where: /./, differs: (expected, found) => Math.abs(expected) < 1.2e-38 && Math.abs(found) < 1.2e-38 },
    // sums that leave single precision on the way to a result that does not
    { where: /^(mean|logSumExp|softplus')/, differs: (expected) => Math.abs(expected) > 1e37 },
    // functions of whole numbers beyond 2^24, which go through single precision, and their products beyond 2^53
    { where: /^(softplus|cumprod|prod) int32/, differs: () => true },
    // truth values are 0 and 1, where TensorFlow.js stores other numbers in them too
    { where: / bool/, differs: (expected, found) => expected > 1 && found === 1 },
  ]

/** The results of a case by name, as tensors of whatever backend is chosen. */
function compute({ op, gradient }: Case, args: readonly tf.Tensor[], differentiated: readonly number[]): tf.Tensor[] {
  const y = op(...args)
  if (!gradient || differentiated.length === 0) return [y]
  const weighted = (...xs: tf.Tensor[]) => {
    const all = args.map((arg, i) => (differentiated.includes(i) ? xs[differentiated.indexOf(i)]! : arg))
    return tf.sum(tf.cast(op(...all), 'float32')) as tf.Scalar
  }
  return [y, ...tf.grads(weighted)(differentiated.map((i) => args[i]!))]
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}

const traceOf = ({ op, operands }: Case, open: readonly number[]) =>
  trace(Object.fromEntries(open.map((i) => [`${i}`, operands[i]!])), (inputs) => ({
    y: op(...operands.map((operand, i) => inputs[`${i}`] ?? toTensor(operand))),
  }))

const toTensor = ({ data, shape, dtype }: Operand) => tf.tensor(data, [...shape], dtype)

/** Runs the cases both ways, with the operands that `constant` names written into the graph, and lists what differs. */
async function compare(cases: readonly Case[], constant: readonly number[]): Promise<string[]> {
  const expected = new Map<Case, HostArray[]>()
  const problems: string[] = []
  const open = ({ operands }: Case) => [...operands.keys()].filter((i) => !constant.includes(i))
  const floatsOf = (one: Case) => open(one).filter((i) => one.operands[i]!.dtype === 'float32')
  const eagerly = (one: Case) =>
    tf.tidy(() =>
      compute(one, one.operands.map(toTensor), floatsOf(one)).map((result) => result.dataSync<'float32'>().slice()),
    )
  for (const one of cases) {
    // Where TensorFlow.js has no gradient the values alone are compared, and where it refuses them too so must the trace.
    const found = attempt(() => eagerly(one)) ?? attempt(() => eagerly({ ...one, gradient: false }))
    if (found) expected.set(one, found)
    else if (attempt(() => traceOf(one, open(one))))
      problems.push(`${one.name}: refused by TensorFlow.js, but not by the trace`)
  }
  const possible = [...expected.keys()]
  const key = (c: number, i: number) => `${c}/${i}`
  const inputs = possible.flatMap((one, c) => open(one).map((i) => [key(c, i), one.operands[i]!] as const))
  const graph = trace(Object.fromEntries(inputs), (tensors) =>
    Object.assign(
      {},
      ...possible.map((one, c) => {
        const args = one.operands.map((operand, i) => tensors[key(c, i)] ?? toTensor(operand))
        const gradient = expected.get(one)!.length > 1
        const results = compute({ ...one, gradient }, args, floatsOf(one))
        return Object.fromEntries(results.map((result, r) => [`${c}:${r}`, result]))
      }),
    ),
  )
  const found = await runGraph(graph, Object.fromEntries(inputs.map(([name, { data }]) => [name, data])))
  possible.forEach((one, c) => {
    expected.get(one)!.forEach((numbers, r) => {
      const others = found[`${c}:${r}`]!
      const name = `${one.name}${r > 0 ? "'" : ''}`
      if (others.length !== numbers.length)
        problems.push(`${name}: ${others.length} numbers, expected ${numbers.length}`)
      const wrong = [...numbers].findIndex(
        (number, i) => !agrees(name, r > 0 ? 2e-5 : one.tolerance, number, others[i]!),
      )
      if (wrong < 0) return
      const at = one.operands.map(({ data, shape }) => (data.length === numbers.length ? data[wrong] : `[${shape}]`))
      problems.push(`${name} #${wrong} at ${at}: ${others[wrong]}, expected ${numbers[wrong]}`)
    })
  })
  return problems
}

function agrees(name: string, tolerance: number, expected: number, found: number): boolean {
  if (Object.is(expected, found) || expected === found || (Number.isNaN(expected) && Number.isNaN(found))) return true
  if (declared.some(({ where, differs }) => where.test(name) && differs(expected, found))) return true
  return Math.abs(expected - found) <= tolerance * Math.max(Math.abs(expected), tolerance > 1e-5 ? 1 : 0)
}

const vector = (dtype: DType): Operand => ({ data: range[dtype], shape: [range[dtype].length], dtype })
const scalar = (dtype: DType): Operand => ({ data: range[dtype].slice(1, 2), shape: [], dtype })
const nothing = (dtype: DType): Operand => ({ data: range[dtype].slice(0, 0), shape: [0, 3], dtype })

const ULP = 2 ** -23
/** Functions that keep four units of the last place. */
const exact: Record<string, Op> = {
  abs: tf.abs,
  ceil: tf.ceil,
  floor: tf.floor,
  neg: tf.neg,
  round: tf.round,
  sign: tf.sign,
  square: tf.square,
  sqrt: tf.sqrt,
  reciprocal: tf.reciprocal,
  rsqrt: tf.rsqrt,
  relu: tf.relu,
  relu6: tf.relu6,
  step: (x) => tf.step(x),
  leakyStep: (x) => tf.step(x, 0.25),
  negativeStep: (x) => tf.step(x, -1),
  leakyRelu: (x) => tf.leakyRelu(x, 0.25),
  clip: (x) => tf.clipByValue(x, -1.5, 20),
  openClip: (x) => tf.clipByValue(x, 0, Number.POSITIVE_INFINITY),
  sigmoid: tf.sigmoid,
  exp: tf.exp,
  isNaN: tf.isNaN,
  isInf: tf.isInf,
  isFinite: tf.isFinite,
  clone: tf.clone,
  zerosLike: tf.zerosLike,
  onesLike: tf.onesLike,
  toInt: (x) => tf.cast(x, 'int32'),
  toBool: (x) => tf.cast(x, 'bool'),
  toFloat: (x) => tf.cast(x, 'float32'),
  not: (x) => tf.logicalNot(tf.cast(x, 'bool')),
  prelu: (x) => tf.prelu(x, tf.scalar(0.25)),
  log1p: tf.log1p,
  log: tf.log,
  log2: (x) => tf.div(tf.log(x), Math.log(2)),
}
/** Those that lose digits where they are near 0, in ONNX Runtime or in TensorFlow.js. */
const rough: Record<string, Op> = {
  acos: tf.acos,
  acosh: tf.acosh,
  asin: tf.asin,
  asinh: tf.asinh,
  atan: tf.atan,
  atanh: tf.atanh,
  cosh: tf.cosh,
  sinh: tf.sinh,
  tanh: tf.tanh,
  erf: tf.erf,
  expm1: tf.expm1,
  elu: tf.elu,
  selu: tf.selu,
  softplus: tf.softplus,
  cos: (x) => tf.cos(tf.clipByValue(x, -1e4, 1e4)),
  sin: (x) => tf.sin(tf.clipByValue(x, -1e4, 1e4)),
  tan: (x) => tf.tan(tf.clipByValue(x, -88, 88)),
  logSigmoid: (x) => tf.neg(tf.softplus(tf.neg(x))),
  crossEntropy: (x) => tf.neg(tf.log(tf.sigmoid(x))),
}

const unaryCases = (ops: Record<string, Op>, tolerance: number): Case[] =>
  Object.entries(ops).flatMap(([name, op]) =>
    (['float32', 'int32', 'bool'] as const).flatMap((dtype) =>
      [vector(dtype), scalar(dtype), nothing(dtype)].map(
        (operand): Case => ({
          name: `${name} ${dtype}`,
          op,
          operands: [operand],
          gradient: dtype === 'float32',
          tolerance,
        }),
      ),
    ),
  )

const pairs: Record<string, (a: tf.Tensor, b: tf.Tensor) => tf.Tensor> = {
  add: tf.add,
  sub: tf.sub,
  mul: tf.mul,
  div: tf.div,
  maximum: tf.maximum,
  minimum: tf.minimum,
  mod: tf.mod,
  floorDiv: tf.floorDiv,
  squaredDifference: tf.squaredDifference,
  pow: tf.pow,
  atan2: tf.atan2,
  divNoNan: tf.divNoNan,
  equal: tf.equal,
  notEqual: tf.notEqual,
  greater: tf.greater,
  greaterEqual: tf.greaterEqual,
  less: tf.less,
  lessEqual: tf.lessEqual,
  and: (a, b) => tf.logicalAnd(tf.cast(a, 'bool'), tf.cast(b, 'bool')),
  or: (a, b) => tf.logicalOr(tf.cast(a, 'bool'), tf.cast(b, 'bool')),
  where: (a, b) => tf.where(tf.greater(a, b), a, b),
  select: (a, b) => tf.where(tf.cast(a, 'bool'), b, tf.scalar(0.5)),
  eluGradient: (a, b) => tf.mul(tf.grad((x: tf.Tensor) => tf.elu(x))(a), b),
}

const column = (operand: Operand): Operand => ({ ...operand, shape: [operand.data.length, 1] })
const pairCases: Case[] = Object.entries(pairs).flatMap(([name, op]) =>
  (['float32', 'int32', 'bool'] as const).flatMap((dtype) =>
    [
      [column(vector(dtype)), vector(dtype)],
      [vector(dtype), scalar(dtype)],
      [scalar(dtype), scalar(dtype)],
      [nothing(dtype), scalar(dtype)],
    ].map(
      (operands): Case => ({
        name: `${name} ${dtype}`,
        op: op as Op,
        operands,
        // Of the others TensorFlow.js's gradients are sums over rows in which every number of the range is met: NaN throughout.
        gradient: dtype === 'float32' && operands[1]!.shape.length === 0 && !['eluGradient'].includes(name),
        tolerance: 8 * ULP,
      }),
    ),
  ),
)

const rows: Record<DType, Operand> = {
  float32: {
    data: Float32Array.of(
      3,
      Number.NaN,
      2,
      Number.NaN,
      1,
      2,
      -1,
      -2,
      -3,
      Number.POSITIVE_INFINITY,
      1,
      2,
      80,
      -80,
      0,
      Number.NEGATIVE_INFINITY,
      5,
      5,
    ),
    shape: [6, 3],
    dtype: 'float32',
  },
  int32: {
    data: Int32Array.of(2 ** 31 - 1, 2 ** 31 - 1, 5, -(2 ** 31), -1, -1, 4, 4, -3),
    shape: [3, 3],
    dtype: 'int32',
  },
  bool: { data: Uint8Array.of(0, 1, 1, 0, 0, 0), shape: [2, 3], dtype: 'bool' },
}
const reductions: Record<string, Op> = {
  sum: (x) => tf.sum(x, 1),
  mean: (x) => tf.mean(x, 1),
  max: (x) => tf.max(x, 1),
  min: (x) => tf.min(x, 1),
  sumOfColumns: (x) => tf.sum(x, 0, true),
  maxOfAll: (x) => tf.max(x),
  argMax: (x) => tf.argMax(x, 1),
  argMin: (x) => tf.argMin(x, 0),
  cumsum: (x) => tf.cumsum(x, 1),
  cumsumBack: (x) => tf.cumsum(x, 0, true, true),
  cumprod: (x) => tf.cumprod(x, 1),
  cumprodBack: (x) => tf.cumprod(x, 1, true, true),
  softmax: (x) => tf.softmax(tf.cast(x, 'float32')),
  logSumExp: (x) => tf.logSumExp(x, 1),
  prod: (x) => tf.prod(tf.clipByValue(x, -4, 9), 1),
  all: (x) => tf.all(tf.cast(x, 'bool'), 1),
  any: (x) => tf.any(tf.cast(x, 'bool')),
  none: (x) => tf.sum(x, []),
}
const reductionCases: Case[] = Object.entries(reductions).flatMap(([name, op]) =>
  (['float32', 'int32', 'bool'] as const).flatMap((dtype) =>
    [rows[dtype], { ...rows[dtype], data: rows[dtype].data.slice(0, 3), shape: [1, 3] }, nothing(dtype)].map(
      (operand): Case => ({
        name: `${name} ${dtype}`,
        op,
        operands: [operand],
        gradient: dtype === 'float32' && name !== 'cumprodBack',
        tolerance: 8 * ULP,
      }),
    ),
  ),
)

beforeAll(async () => {
  await tf.setBackend('cpu')
})

describe('over the whole range, traced as eager', () => {
  it.each<[string, readonly Case[], readonly (readonly number[])[]]>([
    ['functions', [...unaryCases(exact, 4 * ULP), ...unaryCases(rough, 2e-5)], [[], [0]]],
    ['pairs', pairCases, [[], [0], [1], [0, 1]]],
    ['reductions', reductionCases, [[], [0]]],
  ])('%s, operands constant or not', async (_, cases, constants) => {
    for (const constant of constants)
      expect({ constant, problems: await compare(cases, constant) }).toEqual({ constant, problems: [] })
  })
})

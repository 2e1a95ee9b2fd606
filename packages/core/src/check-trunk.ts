import type { Tensor2D } from '@tensorflow/tfjs-core'
import type { DenseShape } from './dense.js'
import { CoreError } from './errors.js'
import type { ParameterSpecs } from './parameters.js'
import type { Trunk } from './trunk.js'

interface Place {
  /** `encoder` or `decoder`. */
  readonly network: string
  /** What goes into the trunk, and the heads that follow or that it gives. */
  readonly shape: DenseShape
  /** The trunk's parameters by their whole names. */
  readonly parameters: ParameterSpecs
  /** The names of the network's other parameters. */
  readonly taken: readonly string[]
}

/**
 * Refuses a trunk that does not fit into its network, as the model is made.
 *
 * @throws CoreError INVALID_TRUNK listing every problem at once
 */
export function checkTrunk(trunk: Trunk, { network, shape, parameters, taken }: Place): void {
  const { inputs, outputs, heads = 1 } = shape
  const problems = [
    ...(trunk.inputs !== undefined && trunk.inputs !== inputs
      ? [`inputs: it takes ${trunk.inputs} numbers, and the ${network} has ${inputs}`]
      : []),
    ...outputProblems(trunk, heads, outputs),
    ...Object.entries(parameters).flatMap(([name, { shape }]) => [
      ...(name === `${network}/` ? ['parameters: one has no name'] : []),
      ...(taken.includes(name) ? [`parameters: "${name}" is the name of the heads' own; rename it`] : []),
      ...(shape.every(isCount)
        ? []
        : [`parameters: "${name}" has the shape [${shape.join(', ')}], expected sizes of 1 or more`]),
    ]),
  ]
  if (problems.length > 0) refuse(`the trunk "${trunk.name}" does not fit into the ${network}:`, problems)
}

function outputProblems({ givesHeads, outputs: found }: Trunk, heads: number, width: number): string[] {
  if (!isCount(found)) return [`outputs: ${found}, expected a number of features, 1 or more`]
  if (!givesHeads || found === heads * width) return []
  return [`outputs: ${found}, expected ${heads * width}, ${heads} x ${width}: a head of ${width} after the other`]
}

interface Application {
  readonly trunk: Trunk
  readonly network: string
  /** B */
  readonly rows: number
}

/**
 * Refuses features that are not [B, F], which are known while the trunk is run or traced.
 *
 * @throws CoreError INVALID_TRUNK
 */
export function checkFeatures(features: Tensor2D, { trunk, network, rows }: Application): void {
  const { shape } = features
  if (shape.length === 2 && shape[0] === rows && shape[1] === trunk.outputs) return
  refuse(`the trunk "${trunk.name}" of the ${network} gave the wrong shape:`, [
    `[${shape.join(', ')}], expected [${rows}, ${trunk.outputs}], a row of its outputs for each example; correct its apply or its outputs`,
  ])
}

const isCount = (n: unknown): boolean => Number.isSafeInteger(n) && (n as number) > 0

function refuse(what: string, problems: readonly string[]): never {
  throw new CoreError('INVALID_TRUNK', [what, ...problems].join('\n  - '))
}

import * as tf from '@tensorflow/tfjs-core'
import { checkNewState, checkReturned } from '../checks.js'
import type { Graph } from '../graph/graph.js'
import type { ProgramDefinition } from '../program.js'
import { mapRecord } from '../record.js'
import type { TensorMap, TensorSpec } from '../tensor.js'
import { trace } from '../tracing/trace.js'

// A graph has one space of names for everything.
export const inputKey = (name: string) => `input/${name}`
export const stateKey = (name: string) => `state/${name}`
export const nextKey = (name: string) => `next/${name}`
export const outputKey = (name: string) => `output/${name}`
export const finiteKey = (name: string) => `finite/${name}`

export interface TracedProgram {
  readonly graph: Graph
  readonly outputs: Readonly<Record<string, TensorSpec>>
  /** The names of the state that a step changes. */
  readonly moved: readonly string[]
}

/**
 * Writes the body down. State that comes back as the very tensor that went in does not move and is not an output. With
 * `watched`, each new state of floats has a scalar beside it that is 0 where all of its numbers are finite and NaN elsewhere.
 */
export function traceProgram(
  name: string,
  { inputs, body }: ProgramDefinition,
  stateSpecs: Readonly<Record<string, TensorSpec>>,
  { watched = false }: { readonly watched?: boolean } = {},
): TracedProgram {
  const outputs: Record<string, TensorSpec> = {}
  const moved: string[] = []
  const asSpec = (spec: TensorSpec) => spec
  const specs = { ...mapRecord(stateSpecs, asSpec, stateKey), ...mapRecord(inputs, asSpec, inputKey) }
  const graph = trace(specs, (tensors): TensorMap => {
    const state = mapRecord(stateSpecs, (_, key) => tensors[stateKey(key)]!)
    const given = mapRecord(inputs, (_, key) => tensors[inputKey(key)]!)
    const result = checkReturned(`the body of ${name}`, 'outputs', body(state, given))
    const results: Record<string, tf.Tensor> = mapRecord(result.outputs, (tensor) => tensor, outputKey)
    for (const [key, tensor] of Object.entries(result.outputs)) outputs[key] = specOf(tensor)
    for (const [key, tensor] of Object.entries((result.state ?? {}) as TensorMap)) {
      checkNewState(name, key, specOf(tensor), stateSpecs[key])
      if (tensor === state[key]) continue
      moved.push(key)
      results[nextKey(key)] = tensor
      if (watched && tensor.dtype === 'float32') results[finiteKey(key)] = tf.sum(tf.mul(tensor, 0))
    }
    return results
  })
  return { graph, outputs, moved }
}

const specOf = (tensor: tf.Tensor): TensorSpec => ({ shape: tensor.shape, dtype: tensor.dtype as 'float32' })

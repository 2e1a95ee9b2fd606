import { EngineError } from '../errors.js'
import type { Mapping, Mappings } from './mapping.js'
import { activationMappings } from './mappings/activations.js'
import { convolutionMappings } from './mappings/convolutions.js'
import { elementwiseMappings } from './mappings/elementwise.js'
import { imageMappings } from './mappings/images.js'
import { indexingMappings } from './mappings/indexing.js'
import { pairMappings } from './mappings/pairs.js'
import { poolMappings } from './mappings/pools.js'
import { productMappings } from './mappings/products.js'
import { reductionMappings } from './mappings/reductions.js'
import { rowMappings } from './mappings/rows.js'
import { slicingMappings } from './mappings/slicing.js'
import { structuralMappings } from './mappings/structural.js'

const families: readonly Mappings[] = [
  elementwiseMappings,
  activationMappings,
  pairMappings,
  reductionMappings,
  rowMappings,
  productMappings,
  convolutionMappings,
  poolMappings,
  imageMappings,
  structuralMappings,
  slicingMappings,
  indexingMappings,
]

const registered = new Map<string, Mapping>(families.flatMap((family) => Object.entries(family)))

/** The kernels that this package itself maps. */
export const ownKernels: readonly string[] = [...registered.keys()].sort()

/** How a kernel is written in ONNX, if it is known. */
export const mappingOf = (kernel: string): Mapping | undefined => registered.get(kernel)

/**
 * Teaches every traced engine of this process how a kernel of TensorFlow.js is written in ONNX operators (opset 18), or
 * replaces how it is. Programs made before keep what they had.
 *
 * @param kernel its name as in TensorFlow.js's `kernel_names`, such as `BitwiseAnd`
 * @param mapping the names of its inputs, and what it appends to the graph. Every node's shapes and types are declared, and
 *   verified by ONNX Runtime when a program is made
 * @throws EngineError WRONG_NAME for a name that is empty, WRONG_VALUE for a mapping without `inputs` or `map`
 * @example
 * registerMapping('BitwiseAnd', {
 *   inputs: ['a', 'b'],
 *   map: ({ inputs: [a, b], builder }) => builder.node({ op: 'BitwiseAnd', inputs: [a!, b!], outputs: [a!] })[0]!,
 * })
 */
export function registerMapping(kernel: string, mapping: Mapping): void {
  if (typeof kernel !== 'string' || kernel === '') {
    throw new EngineError(
      'WRONG_NAME',
      `a mapping is registered under the name of a kernel, such as 'Exp', got '${kernel}'`,
    )
  }
  if (!Array.isArray(mapping?.inputs) || typeof mapping.map !== 'function') {
    throw new EngineError(
      'WRONG_VALUE',
      `the mapping of '${kernel}' must have the names of the kernel's inputs as 'inputs' and a function 'map'`,
    )
  }
  registered.set(kernel, mapping)
  announce(kernel)
}

let announce: (kernel: string) => void = () => {}

/** Calls `listener` for each mapping that is registered from now on. */
export function onRegistered(listener: (kernel: string) => void): void {
  announce = listener
}

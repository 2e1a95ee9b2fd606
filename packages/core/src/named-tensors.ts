import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core'
import type { TensorMap } from '@vsc/tensors'
import { CoreError } from './errors.js'

/**
 * The tensor of this name.
 *
 * @throws CoreError MISSING_TENSOR, saying which names there are
 */
export function tensorNamed<T extends Tensor = Tensor2D>(tensors: TensorMap, name: string): T {
  const tensor = tensors[name]
  if (tensor === undefined) {
    const names = Object.keys(tensors).join(', ') || 'none'
    throw new CoreError('MISSING_TENSOR', `a tensor named "${name}" is needed, but the ones given are: ${names}`)
  }
  return tensor as T
}

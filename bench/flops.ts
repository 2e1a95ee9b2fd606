import { dataDim, type StepSize } from './model-step.js'

const pseudoInputCount = 20

/**
 * Floating-point operations of the matrix products in one VSC step: each weight takes part in one product forward and two
 * backward, but no gradient is formed with respect to the data; the pseudo-inputs are further rows of the encoder's.
 */
export function vscStepFlops({ latentDim, hiddenDim, batch }: StepSize): number {
  const firstLayer = dataDim * hiddenDim
  const encoder = firstLayer + hiddenDim * 3 * latentDim
  const decoder = latentDim * hiddenDim + hiddenDim * 2 * dataDim
  const selection = dataDim * pseudoInputCount
  const ofData = 6 * (encoder + decoder + selection) * batch - 2 * (firstLayer + selection) * batch
  return ofData + 6 * encoder * pseudoInputCount
}

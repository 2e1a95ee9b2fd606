import { type Matrix, rowOf, transpose } from './matrix.js'

/**
 * Disentanglement and completeness of importances [F, J], how much each code matters for each factor: one minus the entropy
 * of what a code is spread over factors, or a factor over codes, in units of its largest possible value, mean over codes,
 * or factors, weighted by their sums (Eastwood and Williams 2018, averaged as in disentanglement_lib). Both are 0 where
 * nothing matters.
 */
export function disentanglementOf(importance: Matrix): { disentanglement: number; completeness: number } {
  return { disentanglement: concentration(transpose(importance)), completeness: concentration(importance) }
}

function concentration(importance: Matrix): number {
  let weighted = 0
  let total = 0
  for (let row = 0; row < importance.rows; row++) {
    const entries = rowOf(importance, row)
    const sum = entries.reduce((a, b) => a + b, 0)
    const entropy = entries.reduce((h, entry) => (entry > 0 ? h - (entry / sum) * Math.log(entry / sum) : h), 0)
    weighted += sum * (entries.length === 1 ? 1 : 1 - entropy / Math.log(entries.length))
    total += sum
  }
  return total === 0 ? 0 : weighted / total
}

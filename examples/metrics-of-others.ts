// Metrics on someone else's codes: no model of ours, only two arrays.
//
//   pnpm example examples/metrics-of-others.ts [FACTORS.npy CODES.npy]
//
// Factors are [N, F], codes (posterior means) [N, J]. Without files, made-up ones are used.

import { readNpy } from '@vsc/data/node'
import {
  activeUnits,
  createMatrix,
  dci,
  type Matrix,
  mig,
  sap,
  selectColumns,
  signedCorrelationMatrix,
} from '@vsc/metrics'
import { createRng } from '@vsc/random'

const [factorFile, codeFile] = process.argv.slice(2)
const { factors, codes } =
  factorFile !== undefined && codeFile !== undefined
    ? { factors: await matrixOf(factorFile), codes: await matrixOf(codeFile) }
    : madeUp()

console.log(`${codes.rows} codes of ${codes.columns} latents, ${factors.columns} factors`)
console.log('latents in use (variance of the mean above 0.01):', activeUnits(codes).join(', '))
console.log('MIG', mig(factors, codes).toFixed(3))
console.log('SAP', sap(factors, codes).toFixed(3))
const { disentanglement, completeness, informativeness } = dci(factors, codes)
console.log('DCI', disentanglement.toFixed(3), completeness.toFixed(3), informativeness)

// The published scores take all latents. Of those in use alone they are other numbers, and should be called so.
console.log('MIG of latents in use', mig(factors, selectColumns(codes, activeUnits(codes))).toFixed(3))

const correlations = signedCorrelationMatrix(factors, codes) // [F, J]
for (let f = 0; f < correlations.rows; f++) {
  const row = Array.from(correlations.data.subarray(f * correlations.columns, (f + 1) * correlations.columns))
  console.log(`factor ${f}:`, row.map((r) => r.toFixed(2)).join('  '))
}

async function matrixOf(file: string): Promise<Matrix> {
  const { shape, data } = await readNpy(file)
  return createMatrix({ rows: shape[0]!, columns: shape[1]!, data: Float64Array.from(data) })
}

/** Three factors; latents that follow the first, the first two mixed, nothing, and the third with its sign turned. */
function madeUp(): { factors: Matrix; codes: Matrix } {
  const rows = 1000
  const rng = createRng('codes')
  const factors = rng.fillUniform(new Float64Array(rows * 3))
  const codes = new Float64Array(rows * 4)
  for (let n = 0; n < rows; n++) {
    const [a, b, c] = factors.subarray(3 * n, 3 * n + 3) as unknown as [number, number, number]
    codes.set([2 * a + 0.1 * rng.normal(), a + b, 0.01 * rng.normal(), -3 * c], 4 * n)
  }
  return {
    factors: createMatrix({ rows, columns: 3, data: factors }),
    codes: createMatrix({ rows, columns: 4, data: codes }),
  }
}

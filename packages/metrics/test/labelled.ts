import { createMatrix, type LabelledCodes } from '@vsc/metrics'
import { createRng } from '@vsc/random'
import { filterRows } from '../src/matrix.js'
import { example } from './golden/golden.js'

/** The first 90 of the golden examples to learn from, the others to be judged on. */
export const labelledExample = {
  train: {
    codes: filterRows(example.codes, (row) => row < 90),
    labels: example.labels.slice(0, 90),
  },
  test: {
    codes: filterRows(example.codes, (row) => row >= 90),
    labels: example.labels.slice(90),
  },
}

/** Codes from N(0, 1), in which class c = 0, 1, ... in turn is moved by `distance` along latent c. */
export function labelledCodes({
  count,
  classCount,
  distance,
  seed,
}: {
  readonly count: number
  readonly classCount: number
  readonly distance: number
  readonly seed: number | string
}): LabelledCodes {
  const data = createRng(seed).fillNormal(new Float64Array(count * classCount))
  for (let n = 0; n < count; n++) data[n * classCount + (n % classCount)]! += distance
  return {
    codes: createMatrix({ rows: count, columns: classCount, data }),
    labels: Uint8Array.from({ length: count }, (_, n) => n % classCount),
  }
}

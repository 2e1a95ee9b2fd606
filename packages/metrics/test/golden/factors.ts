import { type FactorKind, matrixFromRows } from '@vsc/metrics'
import golden from './factors.json' with { type: 'json' }

/** Two continuous factors, one of four classes and one of two, and five codes of whole numbers, of which the last is constant. */
export const factors = matrixFromRows(golden.input.factors)
export const codes = matrixFromRows(golden.input.codes)
export const kinds = golden.input.kinds as FactorKind[]

/** What scikit-learn finds for them: see make_factors.py. */
export const { expected } = golden

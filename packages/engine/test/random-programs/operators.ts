import { elementwiseOperators } from './elementwise.js'
import { imageOperators } from './images.js'
import { movingOperators } from './moving.js'
import type { Operator } from './operator.js'
import { productOperators } from './products.js'
import { reducingOperators } from './reducing.js'

/** The operators that random programs are made of, by name. */
export const operators: Readonly<Record<string, Operator>> = {
  ...elementwiseOperators,
  ...reducingOperators,
  ...movingOperators,
  ...productOperators,
  ...imageOperators,
}

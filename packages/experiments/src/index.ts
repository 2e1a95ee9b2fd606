/**
 * The paper's experiments, as records that a lab takes.
 *
 * @module @vsc/experiments
 */

import type { LabParts } from '@vsc/lab'
import { activations } from './activations/experiment.js'
import { celebA } from './celeba/experiment.js'
import { codes } from './codes/experiment.js'
import { conditional } from './conditional/experiment.js'
import { elbo } from './elbo/experiment.js'
import { interpolation } from './interpolation/experiment.js'
import { smileyCorrelation } from './smiley-correlation/experiment.js'

/** The experiments of the paper; the first is what is run where none is named. */
export const paper = {
  experiments: [smileyCorrelation, activations, conditional, interpolation, codes, elbo, celebA],
} as const satisfies LabParts

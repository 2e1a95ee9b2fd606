import type { ModelFamily } from '@vsc/core'
import { betaTcVaeFamily } from './beta-tcvae.js'
import { betaVaeFamily } from './beta-vae.js'
import { dipVaeFamily } from './dip-vae.js'
import { factorVaeFamily } from './factor-vae.js'
import { vampPriorVaeFamily } from './vamp-prior-vae.js'

/** The models that VSC is compared with. */
export const baselineFamilies: readonly ModelFamily[] = [
  betaVaeFamily,
  betaTcVaeFamily,
  factorVaeFamily,
  dipVaeFamily,
  vampPriorVaeFamily,
]

import type { Label } from '@vsc/random'
import type { DataSetFamily } from '../catalogue/data-set-family.js'
import { drawnOptions } from '../catalogue/option-schemas.js'
import { smileyDataSet } from './data-set.js'

export const builtInSmiley: DataSetFamily<{ readonly count?: number; readonly seed?: Label }> = {
  name: 'smiley',
  title: 'Smiley',
  description:
    'Faces of 32 x 32 binary pixels, drawn from 4 attributes and 18 variables that are known; as many as wanted, 60,000 + 10,000 by default. From Tonolini, Jensen and Murray-Smith 2019.',
  terms: 'MIT, as the package that draws them',
  options: drawnOptions,
  load: async ({ split, count = split === 'train' ? 60_000 : 10_000, seed = 1 }) =>
    smileyDataSet({ count, seed, split }),
}

import { builtInCelebA } from '../celeba/built-in.js'
import { builtInDSprites } from '../dsprites/built-in.js'
import { builtInFashionMnist, builtInMnist } from '../mnist/built-in.js'
import { builtInSmiley } from '../smiley/built-in.js'
import { builtInUciHar } from '../uci-har/built-in.js'
import type { DataSetFamily } from './data-set-family.js'

/**
 * Every data set that is known by name.
 *
 * @example
 * for (const { name, title, description } of dataSets) console.log(`${name}: ${title}. ${description}`)
 */
export const dataSets: readonly DataSetFamily[] = [
  builtInSmiley,
  builtInFashionMnist,
  builtInMnist,
  builtInUciHar,
  builtInCelebA,
  builtInDSprites,
]

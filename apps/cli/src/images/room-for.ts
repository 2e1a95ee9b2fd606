import type { LatentModel } from '@vsc/core'
import { requireMemory } from '@vsc/data'

/** Numbers of 4 bytes that are held for each number of an image until it is written: as decoded, as shown, as drawn. */
const copies = 3

/** Refuses more codes than can be decoded at once, before any is made. */
export const requireRoomFor = (
  count: number,
  { dataDim, latentDim }: Pick<LatentModel, 'dataDim' | 'latentDim'>,
): void => requireMemory(4 * count * (copies * dataDim + 2 * latentDim), `${count} decoded codes`)

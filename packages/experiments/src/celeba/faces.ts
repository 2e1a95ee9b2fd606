import { prepare } from '@vsc/data'
import { type CelebADataSet, type CelebASplit, loadCelebA } from '@vsc/data/node'
import type { FetchingOptions, PublishedConfig } from '@vsc/lab'

/** What models are trained on and shown. */
export interface Faces {
  readonly train: CelebADataSet
  readonly test: CelebADataSet
}

/** A split of CelebA at 32 x 32 colours, fetched and decoded where it is not yet, prepared: those of its images that are there. */
export async function loadFaces(
  { data }: PublishedConfig,
  split: Extract<CelebASplit, 'train' | 'test'>,
  { signal, onProgress }: FetchingOptions,
): Promise<CelebADataSet> {
  const faces = await loadCelebA({ split, signal, ...(onProgress && { onProgress }) })
  return firstFaces(prepare(faces, data.preparation), data[`${split}Count`] ?? faces.count)
}

/** The first faces of a set; all where it has no more. */
export function firstFaces(faces: CelebADataSet, count: number): CelebADataSet {
  if (count >= faces.count) return faces
  const { names, provenance } = faces
  return { ...faces, count, names: names.slice(0, count), provenance: { ...provenance, count } }
}

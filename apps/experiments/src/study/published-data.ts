import {
  type FetchOptions,
  type LabelledDataSet,
  loadFashionMnist,
  loadMnist,
  loadUciHar,
  prepare,
  type Split,
} from '@vsc/data'
import { z } from 'zod'
import { count } from '../config/experiment-keys.js'

const loaders = {
  'fashion-mnist': loadFashionMnist,
  mnist: loadMnist,
  'uci-har': loadUciHar,
} satisfies Record<string, (options: FetchOptions & { readonly split: Split }) => Promise<LabelledDataSet>>

export type PublishedDataName = keyof typeof loaders

/** How many training examples there are. */
export const publishedTrainCounts: Readonly<Record<PublishedDataName, number>> = {
  'fashion-mnist': 60_000,
  mnist: 60_000,
  'uci-har': 7352,
}

/** How much of a published data set is taken, and how its numbers are scaled. */
export const publishedDataKeys = {
  /** The first so many training examples; all unless told. */
  trainCount: count.optional(),
  /** The first so many test examples, which every number but those of the training curves is about; all unless told. */
  testCount: count.min(10).optional(),
  /** `unit` maps the numbers onto 0 to 1, `l2` divides an example by its norm, as the authors' program does. */
  preparation: z.enum(['none', 'unit', 'l2']).default('unit'),
}

const publishedDataSchema = z.strictObject(publishedDataKeys)

/** A split of a published data set, fetched where it is missing, prepared. */
export async function loadPublished(
  name: PublishedDataName,
  split: Split,
  { preparation, ...counts }: z.output<typeof publishedDataSchema>,
  options: Pick<FetchOptions, 'signal' | 'onProgress'>,
): Promise<LabelledDataSet> {
  const data = prepare(await loaders[name]({ split, ...options }), preparation)
  return firstExamples(data, counts[`${split}Count`] ?? data.count)
}

/** A data set cut to its first examples; the whole where it has no more. */
export function firstExamples<D extends LabelledDataSet>(data: D, count: number): D {
  if (count >= data.count) return data
  return { ...data, count, labels: data.labels.subarray(0, count), provenance: { ...data.provenance, count } }
}

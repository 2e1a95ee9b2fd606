import type { DataSet } from '@vsc/data'
import type { TrainingConfig } from '@vsc/training'

/** Training on few examples: no batch is larger than there are. */
export function fittedTraining<T extends Pick<TrainingConfig, 'batchSize'>>(
  training: T,
  { count }: Pick<DataSet, 'count'>,
): T {
  return training.batchSize <= count ? training : { ...training, batchSize: count }
}

/** What is to be said of a batch size that was lowered. */
export const batchRemark = ({ batchSize }: Pick<TrainingConfig, 'batchSize'>, { name, count }: DataSet): string =>
  `training.batchSize is ${count} and not ${batchSize}, since ${name} has no more examples`

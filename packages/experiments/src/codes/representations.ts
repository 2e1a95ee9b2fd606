import type { CodesMetrics } from './findings.js'

/** What is taken for the code of an image, and where summary.json has what classifiers make of it. */
export interface Representation {
  readonly title: string
  readonly linear: keyof CodesMetrics
  readonly knn: keyof CodesMetrics
}

/** The paper's first version does not say which of the two its codes are. */
export const representations: readonly Representation[] = [
  {
    title: 'z',
    linear: 'linearAccuracy',
    knn: 'knnAccuracy',
  },
  {
    title: 'E[z|x]',
    linear: 'linearAccuracyOfMean',
    knn: 'knnAccuracyOfMean',
  },
]

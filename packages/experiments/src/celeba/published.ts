import type { CelebASplit } from '@vsc/data/node'

/** Images in each split of CelebA. */
export const publishedCounts: Readonly<Record<CelebASplit, number>> = { train: 162_770, valid: 19_867, test: 19_962 }

/** How the paper's model of CelebA was trained. */
export const publishedTraining = { latentDim: 300, hiddenDim: 3000, iterations: 500_000, batchSize: 500 }

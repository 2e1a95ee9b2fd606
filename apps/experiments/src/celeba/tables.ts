import type { Table } from '@vsc/figures'
import { likelihoodOf } from '../study/evaluated-run.js'
import { type Column, resultTable, spreadTable } from '../study/result-tables.js'
import { decimals } from '../study/spread.js'
import type { Group } from './evaluated-run.js'
import type { CelebAMetrics } from './findings.js'

const faceColumns: readonly Column<CelebAMetrics>[] = [
  { name: 'latentsInUse', title: 'in use', decimals: 0 },
  { name: 'varyingLatents', title: 'varying', decimals: 0 },
  { name: 'alwaysOnLatents', title: 'always on', decimals: 0 },
  { name: 'onPerImage', title: 'on per face', decimals: 2 },
  { name: 'reconstructionError', title: 'error', decimals: 4 },
  { name: 'trainReconstructionError', title: 'error (train)', decimals: 4 },
  { name: 'sampleChange', title: 'sample change', decimals: 4 },
  { name: 'unconditionalChange', title: 'unconditional', decimals: 4 },
  { name: 'changeAcrossFaces', title: 'across faces', decimals: 4 },
]

const likelihoodColumns: readonly Column<CelebAMetrics>[] = [
  { name: 'elbo', title: 'ELBO', decimals: 1 },
  { name: 'trainElbo', title: 'train', decimals: 1 },
  { name: 'logLikelihood', title: 'log p(x|z)', decimals: 1 },
  { name: 'trainLogLikelihood', title: 'train', decimals: 1 },
  { name: 'kl', title: 'KL', decimals: 1 },
  { name: 'trainKl', title: 'train', decimals: 1 },
]

/** Every number of every run, and means over seeds. */
export function resultTables(groups: readonly Group[]): Table[] {
  const isSpread = groups.some(({ runs }) => runs.length > 1)
  return [
    resultTable({ caption: 'Latents and faces.', groups, columns: faceColumns }),
    resultTable({
      caption: 'Likelihood, in nats per image, of test faces and of faces trained on; training.',
      groups,
      columns: likelihoodColumns,
      more: {
        titles: ['likelihood', 'minutes', 'steps/s'],
        values: (one) => [likelihoodOf(one), decimals(1, one.seconds / 60), decimals(1, one.stepsPerSecond)],
      },
    }),
    ...(isSpread
      ? [faceColumns, likelihoodColumns].map((columns) =>
          spreadTable({ caption: 'Mean ± standard deviation over seeds.', groups, columns }),
        )
      : []),
  ]
}

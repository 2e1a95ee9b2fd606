import {
  betaTcVaeConfigSchema,
  betaVaeConfigSchema,
  dipVaeConfigSchema,
  factorVaeConfigSchema,
  vampPriorVaeConfigSchema,
} from '@vsc/baselines'
import { klWeightKeys, likelihoodKeys, modelKeys, vscConfigSchema } from '@vsc/core'
import { trainingConfigSchema } from '@vsc/training'
import { z } from 'zod'
import { interfaceOf, type WrittenType } from './schema-types.js'

const given = 'What a user writes: only `dataDim` and `latentDim` have no default.'
const complete = 'A complete configuration, valid as input again.'

const pair = (name: string, schema: z.ZodType, more: Partial<WrittenType> = {}, comment = given): WrittenType[] => [
  { name: `${name}Input`, comment, schema, io: 'input' },
  { name, comment: complete, schema, io: 'output', ...more },
]

const files: Readonly<Record<string, { readonly imports: readonly string[]; readonly types: readonly WrittenType[] }>> =
  {
    'packages/core/src/model-config.ts': {
      imports: ["import type { TrunkRecord } from './trunk-record.js'"],
      types: [
        {
          name: 'LikelihoodConfig',
          comment: 'The likelihood of a model.',
          schema: z.strictObject(likelihoodKeys),
          io: 'output',
        },
        {
          name: 'KlWeightConfig',
          comment: 'The KL warm-up of a model.',
          schema: z.strictObject(klWeightKeys),
          io: 'output',
        },
        {
          name: 'ModelConfig',
          comment: 'What the configuration of every model says, complete.',
          schema: z.strictObject(modelKeys),
          io: 'output',
        },
        ...pair('VscConfig', vscConfigSchema.in, {
          filledIn: ['mean', 'pseudoInputSpikes', 'selection', 'warmUp', 'klVarianceOffset'],
        }),
      ],
    },
    'packages/baselines/src/model-config.ts': {
      imports: ["import type { TrunkRecord } from '@vsc/core'"],
      types: [
        ...pair('BetaVaeConfig', betaVaeConfigSchema),
        ...pair(
          'BetaTcVaeConfig',
          betaTcVaeConfigSchema,
          {},
          'What a user writes: only `dataDim`, `latentDim` and `datasetSize` have no default.',
        ),
        ...pair('FactorVaeConfig', factorVaeConfigSchema),
        ...pair('DipVaeConfig', dipVaeConfigSchema.in, { filledIn: ['lambdaDiagonal'] }),
        ...pair('VampPriorVaeConfig', vampPriorVaeConfigSchema),
      ],
    },
    'packages/training/src/training-config.ts': {
      imports: ["import type { Schedule } from '@vsc/core'"],
      types: pair(
        'TrainingConfig',
        trainingConfigSchema,
        {},
        'A training configuration as it may be given: what has a default may be left out.',
      ),
    },
  }

/** The files of interfaces that say of each setting what it means, by their paths. */
export const settingsTypes = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(files).map(([path, { imports, types }]) => [
      path,
      [
        '// Made from the schemas by `pnpm run generate:settings`; do not edit. Inferred types would lose the comments.',
        ...imports,
        '',
        ...types.map(interfaceOf),
      ].join('\n'),
    ]),
  )

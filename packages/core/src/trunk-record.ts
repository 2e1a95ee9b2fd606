import * as z from 'zod'
import { CoreError } from './errors.js'
import type { Trunk, Trunks } from './trunk.js'

const trunkRecordSchema = z
  .strictObject({ name: z.string().min(1), config: z.record(z.string(), z.json()) })
  .meta({ typeName: 'TrunkRecord', range: 'what the model writes down' })

/** What a model's configuration says of a trunk: enough to tell two networks apart, not to make one. */
export type TrunkRecord = z.output<typeof trunkRecordSchema>

/** The configuration keys of a model's trunks, to be spread into its schema. The model writes them; without trunks of its own there are none. */
export const trunkKeys = {
  encoder: trunkRecordSchema
    .optional()
    .describe('The trunk that the encoder was made with, in place of the usual layers; written down by the model.'),
  decoder: trunkRecordSchema
    .optional()
    .describe('The trunk that the decoder was made with, in place of the usual layers; written down by the model.'),
}

/** The trunks of a model as its configuration records them; one that is missing is the default. */
export interface TrunkRecords {
  readonly encoder?: TrunkRecord | undefined
  readonly decoder?: TrunkRecord | undefined
}

/**
 * The configuration with the trunks written down that a model is made with, as its `config` has them. One that has them already, such as
 * that of a checkpoint, must be given the same trunks.
 *
 * @throws CoreError INVALID_TRUNK where a trunk has no name or its `config` is not JSON, MISSING_TRUNK where the configuration tells of
 *   a trunk that is not given, OTHER_TRUNK where of another than is given
 */
export function recordTrunks<Config extends TrunkRecords>(config: Config, trunks: Trunks): Config {
  const records = (['encoder', 'decoder'] as const).flatMap((key) => {
    const [trunk, before] = [trunks[key], config[key]]
    if (trunk === undefined) {
      if (before !== undefined) refuseMissing(key, before)
      return []
    }
    const record = recordOf(key, trunk)
    if (before !== undefined && !isSame(before, record)) refuseOther(key, before, record)
    return [[key, record] as const]
  })
  return { ...config, ...Object.fromEntries(records) }
}

function recordOf(network: string, trunk: Trunk): TrunkRecord {
  if (network === 'encoder' && trunk.givesHeads) {
    throw new CoreError(
      'INVALID_TRUNK',
      `the trunk "${trunk.name}" gives heads, which only a decoder’s may; the encoder’s heads follow its features`,
    )
  }
  const result = trunkRecordSchema.safeParse({ name: trunk.name, config: trunk.config })
  if (result.success) return result.data
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new CoreError(
    'INVALID_TRUNK',
    [
      `the ${network}'s trunk cannot be written into the configuration; its name must be text and its config JSON:`,
      ...problems,
    ].join('\n  - '),
  )
}

function refuseMissing(network: string, { name, config }: TrunkRecord): never {
  throw new CoreError(
    'MISSING_TRUNK',
    `the configuration is of a model whose ${network} has the trunk "${name}" ${JSON.stringify(config)}, and none was given; ` +
      `give the model that trunk as \`${network}\`, or take the key ${network} out of its configuration`,
  )
}

function refuseOther(network: string, before: TrunkRecord, record: TrunkRecord): never {
  const words = ({ name, config }: TrunkRecord) => `"${name}" ${JSON.stringify(config)}`
  throw new CoreError(
    'OTHER_TRUNK',
    `the configuration is of a model whose ${network} has the trunk ${words(before)}, and ${words(record)} was given; ` +
      'give the trunk that it was made with',
  )
}

const isSame = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other)

/** JSON whose keys are in order. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )

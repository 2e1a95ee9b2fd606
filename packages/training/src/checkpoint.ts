import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { HostTensor, NamedTensors, TrainingState } from '@vsc/engine'
import { z } from 'zod'
import { writeFileAtomically } from './atomic-file.js'
import { TrainingError } from './errors.js'
import { type Judgement, judgementSchema } from './judgement.js'
import type { WindowSums } from './log-window.js'
import { type RunDescription, runDescriptionSchema } from './run-description.js'
import { decodeSafetensors, safetensorsParts } from './safetensors.js'
import { readSafetensorsMetadata } from './safetensors-header.js'

/** Everything a run needs to continue to the bit. The data's order and the noise follow from the seed and the iteration. */
export interface Checkpoint extends CheckpointSummary {
  readonly run: RunDescription
  /** What the engine ran on: `AMD EPYC, 2 threads`. */
  readonly device: string
  /** Sums over the steps since the last log point. */
  readonly window: WindowSums
  /** What validations have said so far, where there is a validation set. */
  readonly judgement?: Judgement | undefined
  readonly state: TrainingState
}

/** What can be known of a checkpoint without reading its tensors. */
export interface CheckpointSummary {
  /** Steps taken. */
  readonly iteration: number
  /**
   * What the best checkpoint has the lowest of: the last logged mean loss, or the criterion of validation, negative where more is
   * better. Null where there is none.
   */
  readonly score: number | null
}

/**
 * Writes a checkpoint as one safetensors file: tensors `parameters/...`, `firstMoment/...` and `secondMoment/...`, or
 * `optimiserState/...` where Adam was replaced, the rest as JSON in the metadata, and a digest of the whole file, so that damage anywhere in it is found.
 */
export async function writeCheckpoint(path: string, { state, ...rest }: Checkpoint): Promise<void> {
  const tensors: Record<string, HostTensor> = {}
  for (const group of groups) {
    for (const [name, tensor] of Object.entries(state[group] ?? {})) tensors[`${group}/${name}`] = tensor
  }
  const { adamStep } = state
  const metadata = { format, sha256: noDigest, checkpoint: JSON.stringify({ ...rest, adamStep }) }
  // A checkpoint may be as large as the rest of the run: it is written from where the state is.
  const parts = safetensorsParts({ tensors, metadata })
  const file = [parts.header, ...parts.tensors]
  parts.header.set(utf8(digestOf(file)), digestPosition(parts.header, noDigest))
  await writeFileAtomically(path, file)
}

/**
 * Reads a checkpoint.
 *
 * @throws TrainingError CHECKPOINT_DAMAGED, naming the file, unless every byte of it is as it was written
 */
export async function readCheckpoint(path: string): Promise<Checkpoint> {
  return orDamaged(path, async () => {
    const file = await readFile(path)
    const { tensors, metadata } = decodeSafetensors(file)
    const { adamStep, ...rest } = parseMetadata(metadata, wholeSchema)
    const written = metadata.sha256 ?? ''
    file.set(utf8(noDigest), digestPosition(file, written))
    if (digestOf([file]) !== written) refuse('its contents do not match its digest.')
    const [parameters, firstMoment, secondMoment, optimiserState] = groups.map((group) => tensorsOf(group, tensors))
    const state = { adamStep, parameters: parameters!, firstMoment: firstMoment!, secondMoment: secondMoment! }
    // That of an optimiser may be empty.
    return { ...rest, state: rest.run.optimiser ? { ...state, optimiserState: optimiserState! } : state }
  })
}

/**
 * Reads what a checkpoint says of itself. The tensors are not read, so damage to them goes unnoticed.
 *
 * @throws TrainingError CHECKPOINT_DAMAGED, naming the file, where its header is damaged or its length is wrong
 */
export function readCheckpointSummary(path: string): Promise<CheckpointSummary> {
  return orDamaged(path, async () => parseMetadata(await readSafetensorsMetadata(path), summarySchema))
}

const format = 'vsc-checkpoint/1'
const groups = ['parameters', 'firstMoment', 'secondMoment', 'optimiserState'] as const
const noDigest = '0'.repeat(64)

const utf8 = (text: string) => new TextEncoder().encode(text)

function digestOf(parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

/** Where the digest stands in the file; it is taken with zeros in this place. */
function digestPosition(file: Uint8Array, digest: string): number {
  const position = Buffer.from(file.buffer, file.byteOffset, file.length).indexOf(`"sha256":"${digest}"`)
  if (digest.length !== noDigest.length || position < 0) refuse('it has no digest.')
  return position + '"sha256":"'.length
}

const whole = z.number().int().nonnegative()

const summarySchema: z.ZodType<CheckpointSummary> = z.object({ iteration: whole, score: z.number().nullable() })

const wholeSchema: z.ZodType<Omit<Checkpoint, 'state'> & { readonly adamStep: number }> = z.object({
  run: runDescriptionSchema,
  device: z.string(),
  iteration: whole,
  score: z.number().nullable(),
  window: z.object({
    steps: whole,
    loss: z.number(),
    gradientNorm: z.number(),
    terms: z.record(z.string(), z.number()),
  }),
  judgement: judgementSchema.optional(),
  adamStep: whole,
})

function parseMetadata<T>(metadata: Readonly<Record<string, string>>, schema: z.ZodType<T>): T {
  if (metadata.format !== format) refuse(`its format is ${metadata.format ?? 'not given'}, expected ${format}.`)
  const { data, error } = schema.safeParse(JSON.parse(metadata.checkpoint ?? ''))
  if (data !== undefined) return data
  const problems = error?.issues.map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`) ?? []
  refuse(`what it says of its run makes no sense (${problems.slice(0, 3).join('; ')}).`)
}

function tensorsOf(group: string, tensors: NamedTensors): NamedTensors<Float32Array> {
  const prefix = `${group}/`
  const members = Object.entries(tensors).filter(([name]) => name.startsWith(prefix))
  return Object.fromEntries(
    members.map(([name, { shape, data }]) => {
      if (!(data instanceof Float32Array)) refuse(`its tensor ${name} is not F32.`)
      return [name.slice(prefix.length), { shape, data }]
    }),
  )
}

function refuse(problem: string): never {
  throw new TrainingError('CHECKPOINT_DAMAGED', problem)
}

async function orDamaged<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof TrainingError || error instanceof SyntaxError) {
      const message = `The checkpoint ${path} is damaged: ${error.message} Use an older one.`
      throw new TrainingError('CHECKPOINT_DAMAGED', message, { cause: error })
    }
    throw error // such as ENOENT
  }
}

import type { HostTensor, NamedTensors, TrainingState } from '@vsc/engine'
import * as z from 'zod'
import { TrainingError } from './errors.js'
import { type Judgement, judgementSchema } from './judgement.js'
import type { WindowSums } from './log-window.js'
import { type RunDescription, runDescriptionSchema } from './run-description.js'
import { decodeSafetensors, safetensorsParts } from './safetensors.js'
import { headerLengthOf, prefixBytes } from './safetensors-header.js'

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

/** The bytes of a checkpoint's file, and what sets the digest in them. */
export interface CheckpointParts {
  /** One after the other. Those of the tensors are where the tensors are, and no copies. */
  readonly parts: readonly Uint8Array[]
  /** Writes the SHA-256 of the parts, in hexadecimal, into them. It is taken with zeros in its place, as they are at first. */
  setDigest(digest: string): void
}

/**
 * A checkpoint as one safetensors file: tensors `parameters/...`, `firstMoment/...` and `secondMoment/...`, or
 * `optimiserState/...` where Adam was replaced, the rest as JSON in the metadata, and a digest of the whole file, so that damage anywhere in it is found.
 */
export function checkpointParts({ state, ...rest }: Checkpoint): CheckpointParts {
  const tensors: Record<string, HostTensor> = {}
  for (const group of groups) {
    for (const [name, tensor] of Object.entries(state[group] ?? {})) tensors[`${group}/${name}`] = tensor
  }
  const { adamStep } = state
  const metadata = { format, sha256: noDigest, checkpoint: JSON.stringify({ ...rest, adamStep }) }
  const parts = safetensorsParts({ tensors, metadata })
  return {
    // A checkpoint may be as large as the rest of the run: it is written from where the state is.
    parts: [parts.header, ...parts.tensors],
    setDigest: (digest) => parts.header.set(utf8(digest), digestPosition(parts.header, noDigest)),
  }
}

/**
 * What a file says, and the digest that stands in it, in whose place there are zeros afterwards.
 *
 * @throws TrainingError CHECKPOINT_DAMAGED or SAFETENSORS_INVALID where it is no checkpoint
 */
export function takeApart(file: Uint8Array): { readonly checkpoint: Checkpoint; readonly digest: string } {
  const { tensors, metadata } = decodeSafetensors(file)
  const { adamStep, ...rest } = parseMetadata(metadata, wholeSchema)
  const digest = metadata.sha256 ?? ''
  file.set(utf8(noDigest), digestPosition(file, digest))
  const [parameters, firstMoment, secondMoment, optimiserState] = groups.map((group) => tensorsOf(group, tensors))
  const state = { adamStep, parameters: parameters!, firstMoment: firstMoment!, secondMoment: secondMoment! }
  // That of an optimiser may be empty.
  const whole = rest.run.optimiser ? { ...state, optimiserState: optimiserState! } : state
  return { checkpoint: { ...rest, state: whole }, digest }
}

/** @throws TrainingError CHECKPOINT_DAMAGED where a file's digest, as it was found, is not the one that stands in it */
export function checkDigest(found: string, written: string): void {
  if (found !== written) refuse('its contents do not match its digest.')
}

/** What the metadata of a checkpoint's file say of it. */
export const summaryOf = (metadata: Readonly<Record<string, string>>): CheckpointSummary =>
  parseMetadata(metadata, summarySchema)

/** The error where a checkpoint could not be read: as it is, unless the checkpoint is to blame. */
export function damage(what: string, error: unknown): unknown {
  if (!(error instanceof TrainingError || error instanceof SyntaxError)) return error // such as ENOENT
  const message = `${what} is damaged: ${error.message} Use an older one.`
  return new TrainingError('CHECKPOINT_DAMAGED', message, { cause: error })
}

const format = 'vsc-checkpoint/1'
const groups = ['parameters', 'firstMoment', 'secondMoment', 'optimiserState'] as const
const noDigest = '0'.repeat(64)

const utf8 = (text: string) => new TextEncoder().encode(text)

/** Where the digest stands in the header of a file. */
function digestPosition(file: Uint8Array, digest: string): number {
  const header = file.subarray(0, prefixBytes + headerLengthOf(file, Number.POSITIVE_INFINITY))
  const position = new TextDecoder('latin1').decode(header).indexOf(`"sha256":"${digest}"`) // a character each byte
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

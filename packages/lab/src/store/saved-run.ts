import { z } from 'zod'

/** What a model was trained with, as far as the last digits may depend on it. */
export interface TrainedWith {
  readonly engine: string
  /** With the number of threads where it is a processor. */
  readonly device: string
  readonly node: string
}

/** A run as one attempt at it has left it in a store: how far it is, and its files. */
export interface SavedRun {
  /** Names the attempt: no two have the same. */
  readonly attempt: string
  /** Steps taken. */
  readonly iteration: number
  /** Whether it was trained to its end. */
  readonly finished: boolean
  readonly trainedWith: TrainedWith
  /** Each file of the run's folder by its path there. */
  readonly files: Readonly<Record<string, SavedFile>>
}

/** A file of a run in a store. */
export interface SavedFile {
  /** Its name in the store. */
  readonly name: string
  readonly bytes: number
  /** In hexadecimal. */
  readonly sha256: string
}

const filePath = z.string().regex(/^(?:[\w-][\w.-]*\/)?[\w-][\w.-]*$/) // no way out of a run's folder

export const savedRunSchema: z.ZodType<SavedRun> = z.object({
  attempt: z.string().regex(/^[\w-]+$/),
  iteration: z.number().int().nonnegative(),
  finished: z.boolean(),
  trainedWith: z.object({ engine: z.string(), device: z.string(), node: z.string() }),
  files: z.record(filePath, z.object({ name: z.string(), bytes: z.number().int(), sha256: z.string() })),
})

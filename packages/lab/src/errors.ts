/** The codes of `LabError`. They do not change between versions. */
export type LabErrorCode =
  | 'BAD_ASSIGNMENT'
  | 'BAD_FILE'
  | 'BAD_CONFIG'
  | 'BAD_LAB'
  | 'BAD_INPUT'
  | 'RUN_FAILED'
  | 'NO_TRAINED_MODEL'
  | 'OTHER_MODEL'
  | 'UNKNOWN_MODEL'
  | 'STORE_UNUSABLE'
  | 'STORE_DAMAGED'
  | 'OTHER_RUN'

/** What programs tell this project's errors by. Its value says whether the input was at fault or something failed on the way. */
const marker: unique symbol = Symbol.for('vsc.error')

/** What fails on the way, with no input at fault. */
const failures: ReadonlySet<LabErrorCode> = new Set(['RUN_FAILED', 'STORE_DAMAGED', 'OTHER_RUN'])

/** Everything this package refuses, in a line: what was found, what was expected and what to do; `code` is stable. */
export class LabError extends Error {
  override readonly name = 'LabError'
  constructor(
    readonly code: LabErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }

  /** Whose fault it is: what was given, or something that failed on the way. */
  get [marker](): 'input' | 'failure' {
    return failures.has(this.code) ? 'failure' : 'input'
  }
}

/** What was thrown, in words. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

export type ExperimentErrorCode = 'BAD_INPUT' | 'RUN_FAILED'

/**
 * What the program says to its user in a line: `BAD_INPUT` for what was asked for wrongly (exit code 2), `RUN_FAILED` for
 * what went wrong while it ran (exit code 1).
 */
export class ExperimentError extends Error {
  override readonly name = 'ExperimentError'
  constructor(
    readonly code: ExperimentErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** The first line's worth of what went wrong. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

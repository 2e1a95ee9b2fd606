export type CliErrorCode = 'BAD_INPUT' | 'FAILED'

/** Everything this program refuses, in a line: what was found, what was expected and what to do; `code` is stable. */
export class CliError extends Error {
  override readonly name = 'CliError'
  constructor(
    readonly code: CliErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

export const badInput = (message: string, options?: ErrorOptions): CliError =>
  new CliError('BAD_INPUT', message, options)

export type CliErrorCode = 'BAD_INPUT' | 'FAILED'

/** What programs tell this project's errors by. Its value says whether the input was at fault or something failed on the way. */
const marker: unique symbol = Symbol.for('vsc.error')

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

  get [marker](): 'input' | 'failure' {
    return this.code === 'FAILED' ? 'failure' : 'input'
  }
}

export const badInput = (message: string, options?: ErrorOptions): CliError =>
  new CliError('BAD_INPUT', message, options)

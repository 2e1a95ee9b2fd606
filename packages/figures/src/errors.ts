/** The codes of `FiguresError`. They do not change between versions. */
export type FiguresErrorCode = 'WRONG_SIZE' | 'NOT_FINITE' | 'OUT_OF_RANGE' | 'EMPTY' | 'WRONG_NAME' | 'TWICE'

/** What programs tell this project's errors by. Its value says whether the input was at fault or something failed on the way. */
const marker: unique symbol = Symbol.for('vsc.error')

/** Everything this package refuses: the message says what was given, what was expected and what to do; `code` is stable. */
export class FiguresError extends Error {
  override readonly name = 'FiguresError'
  constructor(
    readonly code: FiguresErrorCode,
    message: string,
  ) {
    super(message)
  }

  /** Whose fault it is: what was given, or something that failed on the way. */
  get [marker](): 'input' | 'failure' {
    return this.code === 'NOT_FINITE' ? 'failure' : 'input'
  }
}

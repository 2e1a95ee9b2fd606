export type FiguresErrorCode = 'WRONG_SIZE' | 'NOT_FINITE' | 'OUT_OF_RANGE' | 'EMPTY' | 'WRONG_NAME' | 'TWICE'

/** Everything this package refuses: the message says what was given, what was expected and what to do; `code` is stable. */
export class FiguresError extends Error {
  override readonly name = 'FiguresError'
  constructor(
    readonly code: FiguresErrorCode,
    message: string,
  ) {
    super(message)
  }
}

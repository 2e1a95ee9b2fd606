export type ModelsErrorCode = 'NO_TRAINED_MODEL' | 'OTHER_MODEL' | 'UNKNOWN_MODEL' | 'WRONG_LENGTH'

/** Everything this package refuses: the message says what happened, what was expected and what to do; `code` is stable. */
export class ModelsError extends Error {
  override readonly name = 'ModelsError'
  constructor(
    readonly code: ModelsErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

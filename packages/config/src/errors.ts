export type ConfigErrorCode = 'BAD_ASSIGNMENT' | 'BAD_FILE' | 'BAD_CONFIG'

/** Everything this package refuses, in a line: what was found, what was expected and what to do; `code` is stable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  constructor(
    readonly code: ConfigErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** Where the program's words go, and what stops it. */
export interface Terminal {
  /** Results, and nothing else: a pipe reads them. */
  readonly stdout: (content: string | Uint8Array) => unknown
  /** Everything said to people: progress, warnings, errors. */
  readonly stderr: (text: string) => unknown
  /** Leave out everything but results, warnings and errors. */
  readonly quiet: boolean
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal
}

/** Says something that is no result, such as what is being done. */
export function note({ stderr, quiet }: Terminal, message: string): void {
  if (!quiet) stderr(`${message}\n`)
}

export function warn({ stderr }: Terminal, message: string): void {
  stderr(`warning: ${message}\n`)
}

/** Prints a result: an object for machines under `--json`, else what people read. */
export function print({ stdout }: Terminal, { json = false }: { readonly json?: boolean }, content: Result): void {
  stdout(json ? `${JSON.stringify(content.json)}\n` : `${content.text}\n`)
}

interface Result {
  readonly json: unknown
  readonly text: string
}

import { DataError } from '../errors.js'

/** What is used of Node.js, where this runs in it. It is asked for and not imported: a page has nothing to import it from. */
interface Runtime {
  readonly process?: {
    constrainedMemory?(): number
    getBuiltinModule?(name: 'node:os'): { totalmem(): number } | undefined
  }
}

/** What this process may use in bytes: the machine's memory, or less where it is held to less. No bound is known in a page: Infinity. */
export function availableMemory(): number {
  const { process } = globalThis as Runtime
  const total = process?.getBuiltinModule?.('node:os')?.totalmem() ?? Number.POSITIVE_INFINITY
  const constrained = process?.constrainedMemory?.() ?? 0
  return constrained > 0 ? Math.min(constrained, total) : total
}

/** `193 GB` */
export const sizeInWords = (bytes: number): string =>
  bytes >= 1e9 ? `${Number((bytes / 1e9).toPrecision(3))} GB` : `${Number((bytes / 1e6).toPrecision(3))} MB`

/**
 * Refuses what takes more memory than there is, before any of it is taken.
 *
 * @param what what takes it, such as `100000000 smileys`
 * @param options.memory bytes; {@link availableMemory} by default
 * @throws DataError `TOO_LARGE` with both sizes in words
 * @example
 * requireMemory(64_000_000, '60000 smileys')
 */
export function requireMemory(
  bytes: number,
  what: string,
  { memory = availableMemory() }: { readonly memory?: number } = {},
): void {
  if (bytes <= memory) return
  throw new DataError(
    'TOO_LARGE',
    `${what} would take at least ${sizeInWords(bytes)} of memory, and there are ${sizeInWords(memory)} here: ask for fewer`,
  )
}

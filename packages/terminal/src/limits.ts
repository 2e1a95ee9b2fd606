/**
 * What to say where the system lets a process have no more open files; undefined for any other error. The many files of the
 * libraries are loaded side by side, so that this is met, if at all, as a program starts.
 *
 * @example
 * describeLimit(Object.assign(new Error(), { code: 'EMFILE' })) // 'this process may open too few files ...'
 */
export function describeLimit(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code !== 'EMFILE' && code !== 'ENFILE') return undefined
  const whose = code === 'EMFILE' ? 'this process' : 'this machine'
  return `${whose} may open too few files at a time: allow it 256 or more (in a shell: ulimit -n 256) and start again`
}

/** A file that others publish: where it can be had, and how its bytes are known to be the right ones. */
export interface RemoteFile {
  /** The file's name in its data set's folder. */
  readonly name: string
  /** What it holds, such as "the training images of MNIST". */
  readonly title: string
  /** Its size, where it is published. */
  readonly bytes?: number
  /** SHA-256 of its bytes, in hexadecimal. */
  readonly sha256: string
  /** URLs of this very file, in the order in which they are tried. */
  readonly mirrors: readonly string[]
}

/** "26,421,880 bytes, SHA-256 3aede38d…", as errors say it. */
export function describeBytes({ bytes, sha256 }: Pick<RemoteFile, 'bytes' | 'sha256'>): string {
  return `${bytes === undefined ? '' : `${bytes.toLocaleString('en')} bytes, `}SHA-256 ${sha256}`
}

/** What to do where a file cannot be fetched. */
export function byHand(remote: RemoteFile, path: string): string {
  const source = remote.mirrors.length === 0 ? '' : ` from ${remote.mirrors.join(' or ')}`
  return `To place it by hand, put ${remote.title} (${describeBytes(remote)})${source} at ${path}`
}

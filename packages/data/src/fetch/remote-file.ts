/** A file that others publish: where to get it, and how its bytes are known to be the right ones. */
export interface RemoteFile {
  /** The file's name in its data set's folder. */
  readonly name: string
  /** What it holds, such as "the training images of MNIST". */
  readonly title: string
  /** Its size, where it is published. */
  readonly bytes?: number
  readonly checksum: Checksum
  /** URLs of this very file, in the order in which they are tried. */
  readonly mirrors: readonly string[]
}

/** What a hash of all bytes gives, in hexadecimal; MD5 only where its publishers and users give nothing better. */
export type Checksum = `${ChecksumAlgorithm}:${string}`

export type ChecksumAlgorithm = 'sha256' | 'md5'

export function algorithmOf(checksum: Checksum): ChecksumAlgorithm {
  return checksum.startsWith('md5:') ? 'md5' : 'sha256'
}

/** "26,421,880 bytes, SHA-256 3aede38d…", as errors say it. */
export function describeBytes({ bytes, checksum }: Pick<RemoteFile, 'bytes' | 'checksum'>): string {
  const [algorithm, hex] = checksum.split(':')
  const size = bytes === undefined ? '' : `${bytes.toLocaleString('en')} bytes, `
  return `${size}${algorithm === 'md5' ? 'MD5' : 'SHA-256'} ${hex}`
}

/** What to do where a file cannot be fetched. */
export function byHand(remote: RemoteFile, path: string): string {
  const source = remote.mirrors.length === 0 ? '' : ` from ${remote.mirrors.join(' or ')}`
  return `To place it by hand, put ${remote.title} (${describeBytes(remote)})${source} at ${path}`
}

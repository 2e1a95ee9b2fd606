/**
 * A place for files by name, such as a folder or a bucket, that several machines may use at a time. Names are like paths:
 * letters, digits, `.`, `-` and `_` between slashes. Every function throws where the place cannot be used.
 */
export interface Store {
  /** Where it is, for people: never with a password or a key. */
  readonly place: string
  /** Undefined where there is no such file. */
  read(name: string): Promise<Uint8Array | undefined>
  /** Whole or not at all, over what is there. */
  write(name: string, bytes: Uint8Array): Promise<void>
  /** The same where there is nothing of this name yet; says whether there was not. Of several that come at a time one is told so. */
  create(name: string, bytes: Uint8Array): Promise<boolean>
  /** The names that begin with this, in order. */
  list(prefix: string): Promise<string[]>
  /** Removes a file; one that is not there is right. */
  remove(name: string): Promise<void>
}

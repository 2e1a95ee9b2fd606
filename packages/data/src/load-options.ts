import type { Split } from './data-set.js'
import type { FetchOptions } from './fetch/obtain-file.js'

/** What the loader of a published data set takes. */
export interface LoadOptions extends FetchOptions {
  readonly split: Split
}

/** One key of a configuration, for people. */
export interface Setting {
  /** Its path, such as `training.batchSize`. */
  readonly key: string
  /** What it is where nothing is said; undefined where the preset says it, or the data do, or it may be left out. */
  readonly default?: unknown
  /** What it may be, in words. */
  readonly range: string
  readonly meaning: string
}

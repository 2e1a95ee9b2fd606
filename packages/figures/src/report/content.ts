import type { Figure } from '../figure.js'

/** A value of a table, tile or setting; tables and tiles show four significant digits, settings all. */
export type Value = string | number | boolean | null

/** A table; columns in which every value is a number stand flush right, with the same number of decimals. */
export interface Table {
  readonly caption?: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Value[])[]
}

/** A key number at the head of the report, with what it is to be held against. */
export interface Tile {
  readonly label: string
  readonly value: Value
  /** In small type under the value: "of 4", "at least 0.35". */
  readonly note?: string
  /** Whether the value reaches what it is held against; shown in colour and in words. */
  readonly verdict?: 'good' | 'bad'
}

/** Whether something was found: `not tested` where what was done says nothing of it. */
export type Holds = 'held' | 'not held' | 'not tested'

/** Something that was to be found, and on what grounds it was or was not. */
export interface Claim {
  readonly claim: string
  readonly holds: Holds
  /** The numbers, or why it was not tested. */
  readonly evidence: string
}

/** A page beside the report. */
export interface Link {
  /** Relative to the report, such as `explore/vsc-j40-seed1.html`. */
  readonly href: string
  readonly text: string
}

/** A part of the report. */
export interface Section {
  readonly heading: string
  readonly paragraphs?: readonly string[]
  readonly figures?: readonly Figure[]
  readonly tables?: readonly Table[]
  /** After its paragraphs. */
  readonly links?: readonly Link[]
}

/** Settings by name, nested as in a configuration file. */
export interface Settings {
  readonly [name: string]: Value | undefined | readonly Value[] | Settings
}

/** All that a report holds. */
export interface ReportContent {
  readonly title: string
  /** What was found, in a sentence or a few. */
  readonly summary: string
  /** Listed right under the summary. */
  readonly claims?: readonly Claim[]
  readonly tiles?: readonly Tile[]
  readonly sections: readonly Section[]
  readonly settings?: Settings
  readonly environment?: Settings
  /** The language of the document: "en" by default. */
  readonly language?: string
}

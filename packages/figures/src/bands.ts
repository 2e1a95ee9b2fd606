/** One row or column of a heat map; neighbours of the same group stand together. */
export interface Band {
  readonly label: string
  /** The attribute, for instance; a thicker separator stands where it changes. */
  readonly group?: string
}

/** Where the bands of one axis lie, in pixels from its start. */
export interface BandLayout {
  readonly bands: readonly Band[]
  readonly starts: readonly number[]
  readonly size: number
  readonly length: number
  /** Runs of neighbours of one group that has a name. */
  readonly groups: readonly { readonly name: string; readonly start: number; readonly end: number }[]
}

const groupGap = 4

function boundaries(bands: readonly Band[]): number {
  return bands.slice(1).filter((band, i) => band.group !== bands[i]!.group).length
}

/** The size a band may have so that all of them with their gaps fill at most `length`; whole pixels where that costs little. */
export function bandSize(bands: readonly Band[], length: number, largest: number): number {
  const size = Math.min(largest, (length - groupGap * boundaries(bands)) / bands.length)
  return size >= 6 ? Math.floor(size) : size
}

/** Lays bands of one size out along an axis, with a gap wherever the group changes. */
export function layOutBands(bands: readonly Band[], size: number): BandLayout {
  const starts: number[] = []
  const groups: { name: string; start: number; end: number }[] = []
  let at = 0
  bands.forEach((band, i) => {
    const previous = bands[i - 1]
    const opens = previous === undefined || previous.group !== band.group
    if (opens && previous !== undefined) at += groupGap
    if (opens && band.group !== undefined) groups.push({ name: band.group, start: at, end: at })
    starts.push(at)
    at += size
    if (band.group !== undefined) groups.at(-1)!.end = at
  })
  return { bands, starts, size, length: at, groups }
}

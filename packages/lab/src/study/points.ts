export type Settings = Readonly<Record<string, unknown>>

/** Every combination of the values of each key. */
export function pointsOf(sweep: Readonly<Record<string, readonly unknown[]>>): Settings[] {
  return Object.entries(sweep).reduce<Settings[]>(
    (points, [key, values]) => points.flatMap((point) => values.map((value) => ({ ...point, [key]: value }))),
    [{}],
  )
}

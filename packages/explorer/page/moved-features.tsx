import type { ExplorerData } from '../src/contents.js'

/** Features said of a latent. */
const most = 4

/** `tBodyAcc-mean()-X`, or `feature 7` where features have no names. */
export const featureName = ({ features }: Pick<ExplorerData, 'features'>, k: number): string =>
  features?.[k] ?? `feature ${k}`

const short = (value: number) => value.toFixed(2).replace('-', '−')

/** The features that move most over some decoded examples, each with its course. */
export function MovedFeatures({
  decoded,
  data,
  label,
}: {
  readonly decoded: readonly Float32Array[]
  readonly data: ExplorerData
  readonly label: string
}) {
  const size = decoded[0]?.length ?? 0
  const courses = Array.from({ length: size }, (_, k) => decoded.map((x) => x[k]!))
  const ranges = courses.map((course) => Math.max(...course) - Math.min(...course))
  const moved = [...ranges.keys()].sort((a, b) => ranges[b]! - ranges[a]!).slice(0, most)
  return (
    <ul class="moved" aria-label={label}>
      {moved.map((k) => (
        <li key={k}>
          <Course values={courses[k]!} range={data.range} /> <span class="feature">{featureName(data, k)}</span>{' '}
          <span class="quiet">
            {short(courses[k]![0]!)} to {short(courses[k]!.at(-1)!)}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Course({
  values,
  range: [lowest, highest],
}: { readonly values: readonly number[] } & Pick<ExplorerData, 'range'>) {
  const points = values.map((value, i) => {
    const up = (value - lowest) / (highest - lowest)
    return `${((60 * i) / (values.length - 1)).toFixed(1)},${(17 - 16 * Math.min(1, Math.max(0, up))).toFixed(1)}`
  })
  return (
    <svg viewBox="0 0 60 18" class="course" aria-hidden="true">
      <polyline points={points.join(' ')} />
    </svg>
  )
}

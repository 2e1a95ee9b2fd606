import type { ExplorerData } from '../src/contents.js'
import { featureName } from './moved-features.js'

const most = 5

/** What editing the code has changed most, by name. */
export function Changes({
  before,
  now,
  data,
}: {
  readonly before: Float32Array
  readonly now: Float32Array
  readonly data: ExplorerData
}) {
  const changes = now.map((value, k) => value - before[k]!)
  const largest = [...changes.keys()].sort((a, b) => Math.abs(changes[b]!) - Math.abs(changes[a]!)).slice(0, most)
  const some = largest.filter((k) => Math.abs(changes[k]!) >= 0.005)
  if (some.length === 0) return <p class="quiet">Nothing is changed yet: switch a latent or move one.</p>
  return (
    <table class="changes">
      <caption>What your changes have moved most</caption>
      <tbody>
        {some.map((k) => (
          <tr key={k}>
            <th scope="row">{featureName(data, k)}</th>
            <td>
              {before[k]!.toFixed(2).replace('-', '−')} to {now[k]!.toFixed(2).replace('-', '−')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

import { useMemo } from 'preact/hooks'
import { Bars } from './bars.js'
import { Changes } from './changes.js'
import { numbersOf } from './code.js'
import type { Explored } from './example-state.js'
import type { PageModel } from './model.js'
import { Picture } from './picture.js'
import { imageSize } from './pictures.js'

/** The example, what its code is decoded to, and what the code is decoded to as it is now. */
export function Decoded({
  model,
  explored: { name, x, first },
  z,
  changed,
}: {
  readonly model: PageModel
  readonly explored: Explored
  readonly z: Float32Array
  readonly changed: boolean
}) {
  const { data } = model.contents
  const before = useMemo(() => model.decode(numbersOf(first)), [model, first])
  const decoded = useMemo(() => (changed ? model.decode(z) : before), [model, z, before, changed])
  if (imageSize(data) === undefined) {
    return (
      <div class="vector">
        <Bars decoded={decoded} x={x} data={data} />
        <Changes before={before} now={decoded} data={data} />
      </div>
    )
  }
  return (
    <div class="pictures">
      {x !== undefined && (
        <figure>
          <Picture examples={[x]} data={data} label={name} />
          <figcaption>example</figcaption>
        </figure>
      )}
      <figure>
        <Picture examples={[before]} data={data} label={`${name}, decoded from its code`} id="before" />
        <figcaption>decoded</figcaption>
      </figure>
      <figure>
        <Picture examples={[decoded]} data={data} label={`${name}, decoded from the code as it is now`} id="decoded" />
        <figcaption>with your changes</figcaption>
      </figure>
    </div>
  )
}

import { useMemo, useState } from 'preact/hooks'
import type { PageModel } from './model.js'
import { Picture } from './picture.js'
import { imageSize } from './pictures.js'

/** Samples at a time. */
const together = 8

/** Samples of the prior, each named by its seed. */
export function Samples({
  model,
  onTake,
}: {
  readonly model: PageModel
  readonly onTake: (z: Float32Array, name: string) => void
}) {
  const [first, setFirst] = useState(1)
  const { data } = model.contents
  const images = imageSize(data) !== undefined
  const samples = useMemo(() => {
    const seeds = Array.from({ length: together }, (_, k) => first + k)
    const codes = seeds.map(model.sample)
    const decoded = images ? model.decodeAll(codes) : []
    return seeds.map((seed, k) => ({ seed, z: codes[k]!, x: decoded[k] }))
  }, [model, first, images])
  return (
    <section aria-labelledby="samples">
      <h2 id="samples">Samples from the prior</h2>
      <div class={images ? 'gallery' : 'names'}>
        {samples.map(({ seed, z, x }) => (
          <button
            key={seed}
            type="button"
            class="example"
            aria-label={`Explore sample ${seed}`}
            title={`sample ${seed}`}
            onClick={() => onTake(z, `sample ${seed}`)}
          >
            {x === undefined ? `sample ${seed}` : <Picture examples={[x]} data={data} label="" />}
          </button>
        ))}
      </div>
      <p>
        <button type="button" onClick={() => setFirst(first + together)}>
          Draw {together} more
        </button>{' '}
        <span class="quiet">
          Sample {first} is what <code>vsc sample RUN --count 1 --seed {first}</code> draws.
        </span>
      </p>
    </section>
  )
}

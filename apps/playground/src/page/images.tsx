import { Picture } from '@vsc/explorer/page'
import type { ModelView, ShownData } from '../view.js'

const data = { shape: [32, 32], range: [0, 1], unitNorm: false } as const

/** Test images, and what each model makes of them; each of these opens the explorer. */
export function Images({
  shown,
  views,
  onExplore,
}: {
  readonly shown: ShownData
  readonly views: readonly ModelView[]
  readonly onExplore: (name: string, example: number) => void
}) {
  return (
    <section aria-labelledby="images">
      <h2 id="images">Test images, decoded from their codes</h2>
      <p>Choose one to see its code: in the explorer you switch its spikes and move its values.</p>
      <div class="rows">
        <span class="row-name">image</span>
        <div class="strip-of-images">
          {shown.images.map((x, k) => (
            <Picture key={k} examples={[x]} data={data} label={`test image ${k}`} />
          ))}
        </div>
        {views.map(({ name, title, reconstructions }) => [
          <span key={`${name} name`} class="row-name">
            {title}
          </span>,
          <div key={name} class="strip-of-images">
            {reconstructions.map((x, k) => (
              <button
                key={k}
                type="button"
                class="example"
                aria-label={`Explore test image ${k} with ${title}`}
                title={`Explore test image ${k} with ${title}`}
                onClick={() => onExplore(name, k)}
              >
                <Picture examples={[x]} data={data} label="" />
              </button>
            ))}
          </div>,
        ])}
      </div>
    </section>
  )
}

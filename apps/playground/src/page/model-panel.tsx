import type { ModelView, ShownData } from '../view.js'
import { CorrelationMatrix } from './matrix.js'
import { Spikes } from './spikes.js'

/** What is known of one model, and its file. */
export function ModelPanel({
  view,
  shown,
  onSave,
}: {
  readonly view: ModelView
  readonly shown: ShownData
  readonly onSave: () => void
}) {
  const { name, title, bound, standardError, inUse, latentDim, contrast, presence } = view
  return (
    <section class="model" aria-labelledby={`model-${name}`}>
      <h3 id={`model-${name}`}>{title}</h3>
      <dl class="numbers">
        <div>
          <dt>ELBO on test images</dt>
          <dd id={`bound-${name}`}>
            {bound.toFixed(1).replace('-', '−')} ± {standardError.toFixed(1)}
          </dd>
        </div>
        <div>
          <dt>latents in use</dt>
          <dd>
            {inUse} of {latentDim}
          </dd>
        </div>
        <div>
          <dt>contrast</dt>
          <dd>{contrast.toFixed(2)}</dd>
        </div>
        <div>
          <dt>presence</dt>
          <dd>{presence.toFixed(2)}</dd>
        </div>
      </dl>
      <CorrelationMatrix view={view} shown={shown} />
      <Spikes view={view} shown={shown} />
      <p>
        <button type="button" onClick={onSave}>
          Save this {title}
        </button>
      </p>
    </section>
  )
}

import { useEffect, useState } from 'preact/hooks'
import type { ExplorerLatent } from '../src/contents.js'
import { Answers } from './answers.js'
import { type Code, numbersOf } from './code.js'
import type { PageModel } from './model.js'
import { MovedFeatures } from './moved-features.js'
import { Picture } from './picture.js'
import { imageSize } from './pictures.js'
import { useSeen, whenIdle } from './use-seen.js'

const few = 12

/** What each latent does to the example: without it, then along the values that it has elsewhere. */
export function Strips({ model, code }: { readonly model: PageModel; readonly code: Code }) {
  const [all, showAll] = useState(false)
  const { latents, spikes } = model.contents.model
  const used = latents.filter((latent) => latent.used)
  const usual = used.slice(0, few)
  const shown = all ? latents : usual.length > 0 ? usual : latents.slice(0, few)
  return (
    <section aria-labelledby="strips">
      <h2 id="strips">What each latent does</h2>
      <p>
        {spikes ? 'First the example with the latent off, then' : 'The example'} with values from the lowest to the
        highest that test examples give it, the other latents as they are. Beside it: what the latent follows over test
        examples, as correlations.
      </p>
      <div class="strips">
        {shown.map((latent) => (
          <Strip key={latent.index} model={model} latent={latent} code={code} />
        ))}
      </div>
      {latents.length > shown.length || all ? (
        <button type="button" onClick={() => showAll(!all)}>
          {all ? 'Show fewer' : `Show all ${latents.length}`}
        </button>
      ) : undefined}
    </section>
  )
}

function Strip({
  model,
  latent,
  code,
}: {
  readonly model: PageModel
  readonly latent: ExplorerLatent
  readonly code: Code
}) {
  const { element, seen } = useSeen<HTMLDivElement>()
  const [decoded, setDecoded] = useState<readonly Float32Array[]>([])
  const { data, model: about } = model.contents
  useEffect(() => {
    if (!seen) return
    const z = numbersOf(code)
    const steps = about.spikes ? [0, ...latent.steps] : latent.steps
    return whenIdle(() => setDecoded(model.decodeAll(steps.map((value) => z.with(latent.index, value)))))
  }, [seen, model, about, latent, code])
  const [lowest, highest] = [latent.steps[0]!, latent.steps.at(-1)!].map((value) => value.toFixed(2).replace('-', '−'))
  const label = `z${latent.index}${about.spikes ? ' off, then' : ''} from ${lowest} to ${highest}`
  return (
    <div ref={element} class="strip">
      <div class="about">
        <b>z{latent.index}</b> <Answers latent={latent} />
        <br />
        <span class="quiet">
          {about.spikes && `on in ${Math.round(100 * latent.on)}%, `}
          {lowest} to {highest}
        </span>
      </div>
      {imageSize(data) === undefined ? (
        <MovedFeatures decoded={decoded} data={data} label={label} />
      ) : (
        <Picture examples={decoded} data={data} label={label} />
      )}
    </div>
  )
}

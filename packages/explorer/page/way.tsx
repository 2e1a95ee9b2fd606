import { useEffect, useMemo, useState } from 'preact/hooks'
import { type Code, numbersOf } from './code.js'
import { nameOfExample } from './example-state.js'
import type { PageModel } from './model.js'
import { MovedFeatures } from './moved-features.js'
import { pathBetween } from './paths.js'
import { Picture } from './picture.js'
import { imageSize } from './pictures.js'
import { useSeen, whenIdle } from './use-seen.js'

/** The way from the code to that of another example: values first, then spikes. */
export function Way({
  model,
  code,
  from,
  onTake,
}: {
  readonly model: PageModel
  readonly code: Code
  readonly from: string
  readonly onTake: (z: Float32Array, name: string) => void
}) {
  const [other, setOther] = useState(Math.min(1, model.examples.length - 1))
  const [step, setStep] = useState(0)
  const { data, model: about } = model.contents
  const { element, seen } = useSeen<HTMLElement>()
  const path = useMemo(
    () => pathBetween(numbersOf(code), numbersOf(model.encode(model.examples[other]!))),
    [model, code, other],
  )
  const [decoded, setDecoded] = useState<readonly Float32Array[]>([])
  useEffect(() => {
    if (seen) return whenIdle(() => setDecoded(model.decodeAll(path)))
  }, [model, path, seen])
  const at = Math.min(step, path.length - 1)
  const label = `The way from ${from} to ${nameOfExample(model, other)} in ${path.length} steps`
  return (
    <section ref={element} aria-labelledby="way">
      <h2 id="way">To another example</h2>
      <p>
        {about.spikes
          ? 'First the values that both have move, then spikes switch, one at a time.'
          : 'All values move together.'}
      </p>
      <p class="fields">
        <label for="other">From {from} to</label>
        <select id="other" value={other} onChange={(event) => setOther(Number(event.currentTarget.value))}>
          {model.examples.map((_, example) => (
            <option key={example} value={example}>
              {nameOfExample(model, example)}
            </option>
          ))}
        </select>
      </p>
      {imageSize(data) === undefined ? (
        <MovedFeatures decoded={decoded} data={data} label={label} />
      ) : (
        <div class="way">
          {decoded.map((x, i) => (
            <div key={i} class={i === at ? 'stop here' : 'stop'}>
              <Picture examples={[x]} data={data} label={`step ${i + 1}`} />
            </div>
          ))}
        </div>
      )}
      <p class="fields">
        <label for="step">
          Step {at + 1} of {path.length}
        </label>
        <input
          type="range"
          id="step"
          min={0}
          max={path.length - 1}
          step={1}
          value={at}
          onInput={(event) => setStep(event.currentTarget.valueAsNumber)}
        />
        <button type="button" onClick={() => onTake(path[at]!, `step ${at + 1} of the way`)}>
          Explore this step
        </button>
      </p>
    </section>
  )
}

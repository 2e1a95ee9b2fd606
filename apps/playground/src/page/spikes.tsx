import { useMemo } from 'preact/hooks'
import type { ModelView, ShownData, SpikesByAttribute } from '../view.js'
import { Canvas, type Draw } from './canvas.js'

/** Pixels of an attribute's row, between rows, and for the names of attributes. */
const [row, gap, names] = [26, 6, 56]

/** How often each latent is on in images that have an attribute, beside those that do not have it. */
export function Spikes({ view, shown }: { readonly view: ModelView; readonly shown: ShownData }) {
  const { spikes, latentDim, title } = view
  if (spikes === undefined) {
    return (
      <>
        <h4>Spikes by attribute</h4>
        <p class="quiet">
          A {title} has none: all of its {latentDim} latents are on in every image.
        </p>
      </>
    )
  }
  return <SpikesFigure spikes={spikes} latentDim={latentDim} order={view.order} attributes={shown.attributes} />
}

function SpikesFigure({
  spikes,
  latentDim,
  order,
  attributes,
}: {
  readonly spikes: SpikesByAttribute
  readonly latentDim: number
  readonly order: readonly number[]
  readonly attributes: readonly string[]
}) {
  const draw = useMemo<Draw>(
    () =>
      (context, { width }, colour) => {
        const cell = (width - names) / latentDim
        context.font = '12px system-ui, sans-serif'
        context.textBaseline = 'middle'
        attributes.forEach((name, a) => {
          const top = a * (row + gap)
          context.fillStyle = colour('--muted')
          context.fillText(name, 0, top + row / 2)
          context.fillStyle = colour('--panel')
          context.fillRect(names, top, width - names, row)
          for (let j = 0; j < latentDim; j++) {
            const bar = (value: number, part: number, name: string) => {
              const wide = Math.max(1, (cell - 2) / 2)
              context.fillStyle = colour(name)
              context.fillRect(names + j * cell + part * wide, top + row * (1 - value), wide, row * value)
            }
            bar(spikes.absent[a * latentDim + j]!, 0, '--muted')
            bar(spikes.present[a * latentDim + j]!, 1, '--accent')
          }
        })
      },
    [spikes, latentDim, attributes],
  )
  const most = attributes.map((attribute, a) => mostSwitched(spikes, { attribute, a, latentDim, order }))
  return (
    <>
      <h4>Spikes by attribute</h4>
      <Canvas
        height={attributes.length * (row + gap) - gap}
        draw={draw}
        label={`How often each of ${latentDim} latents is on, by attribute. Where the two differ most: ${most.join('; ')}`}
      />
      <p class="quiet">
        <span class="key absent" /> how often a latent is on without the attribute, <span class="key" /> with it
      </p>
    </>
  )
}

/** The latent whose spike an attribute switches most, in words. */
function mostSwitched(
  { present, absent }: SpikesByAttribute,
  { attribute, a, latentDim, order }: { attribute: string; a: number; latentDim: number; order: readonly number[] },
): string {
  const places = Array.from({ length: latentDim }, (_, j) => a * latentDim + j)
  const differs = (k: number) => Math.abs(present[k]! - absent[k]!)
  const best = places.reduce((most, k) => (differs(k) > differs(most) ? k : most))
  const inPercent = (share: number) => `${Math.round(100 * share)}%`
  return `${attribute}: latent ${order[best - a * latentDim]} is on in ${inPercent(present[best]!)} with it, ${inPercent(absent[best]!)} without`
}

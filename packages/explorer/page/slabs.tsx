import { useState } from 'preact/hooks'
import type { ExplorerLatent } from '../src/contents.js'
import { Answers } from './answers.js'
import type { Code } from './code.js'

/** Sliders shown before one asks for all. */
const few = 12

interface SlabActions {
  readonly onMove: (latent: number, value: number) => void
  readonly onSettle: () => void
  readonly onAlone: (latent: number) => void
}

/** A slider for each latent that is on, most used first. */
export function Slabs({
  latents,
  code,
  ...actions
}: SlabActions & { readonly latents: readonly ExplorerLatent[]; readonly code: Code }) {
  const [all, showAll] = useState(false)
  const on = latents.filter(({ index }) => code.on[index])
  const shown = all ? on : on.slice(0, few)
  return (
    <div class="slabs">
      {on.length === 0 && <p class="quiet">Every latent is off. Switch one on.</p>}
      {shown.map((latent) => (
        <Slab key={latent.index} latent={latent} value={code.values[latent.index]!} {...actions} />
      ))}
      {on.length > few && (
        <button type="button" onClick={() => showAll(!all)}>
          {all ? 'Show fewer' : `Show all ${on.length}`}
        </button>
      )}
    </div>
  )
}

function Slab({
  latent,
  value,
  onMove,
  onSettle,
  onAlone,
}: SlabActions & { readonly latent: ExplorerLatent; readonly value: number }) {
  const { index, range } = latent
  const [lowest, highest] = [Math.min(range[0], value), Math.max(range[1], value)]
  return (
    <div class="slab">
      <label for={`slab-${index}`}>
        <b>z{index}</b> <Answers latent={latent} />
      </label>
      <input
        type="range"
        id={`slab-${index}`}
        min={lowest}
        max={highest}
        step="any"
        value={value}
        aria-valuetext={value.toFixed(2)}
        onInput={(event) => onMove(index, event.currentTarget.valueAsNumber)}
        onChange={onSettle}
        onKeyDown={(event) => {
          const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key]
          if (step === undefined) return
          event.preventDefault()
          onMove(index, Math.min(highest, Math.max(lowest, value + (step * (highest - lowest)) / 50)))
        }}
      />
      <output for={`slab-${index}`}>{value.toFixed(2).replace('-', '−')}</output>
      <button type="button" onClick={() => onAlone(index)} aria-label={`Only z${index}`}>
        only
      </button>
    </div>
  )
}

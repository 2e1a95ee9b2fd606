import type { ExplorerLatent } from '../src/contents.js'
import { latentName } from './answers.js'
import type { Code } from './code.js'

/** The spikes as a row of switches, filled as far as each is probable. */
export function Spikes({
  latents,
  code,
  onSwitch,
}: {
  readonly latents: readonly ExplorerLatent[]
  readonly code: Code
  readonly onSwitch: (latent: number) => void
}) {
  return (
    <fieldset class="spikes">
      <legend>Spikes</legend>
      {latents.map((latent) => {
        const gamma = code.gamma?.[latent.index] ?? 1
        return (
          <button
            key={latent.index}
            type="button"
            role="switch"
            id={`spike-${latent.index}`}
            aria-checked={code.on[latent.index] === true}
            aria-label={`${latentName(latent)}: spike probability ${gamma.toFixed(2)}`}
            title={`${latentName(latent)}: spike probability ${gamma.toFixed(2)}`}
            class={latent.used ? 'spike' : 'spike unused'}
            onClick={() => onSwitch(latent.index)}
          >
            <span class="fill" style={{ height: `${100 * gamma}%` }} />
            <span class="number">{latent.index}</span>
          </button>
        )
      })}
    </fieldset>
  )
}

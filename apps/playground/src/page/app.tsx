import { useCallback, useMemo, useState } from 'preact/hooks'
import { type Settings, startsAfresh } from '../settings.js'
import type { Begun } from '../worker/playground.js'
import { Chart } from './chart.js'
import type { RemotePlayground } from './connect.js'
import { Controls } from './controls.js'
import { ExplorerDialog, type Exploring } from './explorer-dialog.js'
import { offer } from './files.js'
import { Images } from './images.js'
import { ModelPanel } from './model-panel.js'
import { OpenFile } from './open-file.js'
import { Sliders } from './sliders.js'
import { type Store, useStore } from './store.js'

/** The address of the page with one thing of it set. */
function addressWith(name: string, value: string): string {
  const query = new URLSearchParams(location.search)
  query.set(name, value)
  return `?${query}`
}

/** The whole page. */
export function App({
  playground,
  begun,
  store,
}: {
  readonly playground: RemotePlayground
  readonly begun: Begun
  readonly store: Store
}) {
  const { settings, playing, stepsPerSecond, iterations, curves, views, problem, said } = useStore(store)
  const [exploring, explore] = useState<Exploring>()
  const { change } = store
  const attempt = useCallback(
    async (work: () => Promise<string>) => {
      change({ problem: '', said: '' })
      try {
        change({ said: await work() })
      } catch (error) {
        change({ problem: (error as Error).message })
      }
    },
    [change],
  )
  const adjust = (next: Settings) =>
    attempt(async () => {
      const afresh = startsAfresh(settings, next)
      change({ settings: next })
      await playground.change(next)
      if (!afresh) return ''
      change({ curves: new Map() })
      return 'Both models have started afresh.'
    })
  const restart = () =>
    attempt(async () => {
      await playground.restart()
      change({ curves: new Map() })
      return 'Both models have started afresh.'
    })
  const save = (name: string) =>
    attempt(async () => {
      const file = `${name}-step-${iterations.get(name)}.safetensors`
      offer(file, await playground.save(name))
      return `Saved as ${file}. vsc evaluate ${file} reads it.`
    })
  const open = useCallback(
    (file: File) =>
      attempt(async () => {
        const bytes = new Uint8Array(await file.arrayBuffer())
        const { title, iteration, latentDim, hiddenDim } = await playground.open(file.name, bytes)
        const size = `J = ${latentDim}${hiddenDim === undefined ? '' : `, H = ${hiddenDim}`}`
        return `${file.name} is open: a ${title} of ${size} after ${iteration.toLocaleString('en')} steps. It goes on from there, and the model that has taken fewer steps catches up first.`
      }),
    [attempt, playground],
  )
  const lines = useMemo(() => views.map(({ name, title }) => ({ name, title })), [views.length])
  return (
    <main>
      <header>
        <h1>Two autoencoders learn smileys</h1>
        <p class="summary">
          Variational Sparse Coding has a spike for each latent, which switches it on or off; a beta-VAE has none. Both
          learn here, on the same images, from what you see: no one tells them of hats, bowties, eyes and mouths.
        </p>
      </header>
      <Controls
        {...{ playing, stepsPerSecond, iterations }}
        onPlay={(steps) => {
          change({ problem: '', said: '' })
          void playground.play(steps)
        }}
        onPause={() => void playground.pause()}
        onRestart={restart}
      />
      {problem !== '' && (
        <p role="alert" class="problem">
          {problem}
        </p>
      )}
      <p role="status" class="said">
        {said}
      </p>
      {begun.isSlow && location.protocol.startsWith('http') && (
        <p class="quiet">
          No graphics card helps here. <a href={addressWith('backend', 'onnx')}>Load ONNX Runtime</a> (3.7 MB), and both
          learn some three times as quickly, from the start.
        </p>
      )}
      <div class="learning">
        <section aria-labelledby="bounds">
          <h2 id="bounds">The ELBO as they learn</h2>
          <Chart curves={curves} lines={lines} />
        </section>
        <Sliders settings={settings} onChange={adjust} />
      </div>
      <Images shown={begun.shown} views={views} onExplore={(name, example) => explore({ name, example })} />
      <section aria-labelledby="models">
        <h2 id="models">What their latents follow</h2>
        <p>
          The matrices are the paper’s: they compare magnitudes, and do not see what a latent tells by its sign.
          <i> Presence</i> does: how often one latent alone, above or below a threshold, tells whether an image has an
          attribute (0.5 is chance).
        </p>
        <div class="models">
          {views.map((view) => (
            <ModelPanel key={view.name} view={view} shown={begun.shown} onSave={() => save(view.name)} />
          ))}
        </div>
        <OpenFile onOpen={open} />
      </section>
      <footer>
        <p>
          Everything is computed in this page, by {begun.device} ({begun.engine}). {begun.note}
        </p>
      </footer>
      {exploring !== undefined && (
        <ExplorerDialog exploring={exploring} playground={playground} onClose={() => explore(undefined)} />
      )}
    </main>
  )
}

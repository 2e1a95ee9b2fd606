import { useEffect, useMemo, useState } from 'preact/hooks'
import { alone, type Code, moved, numbersOf, switched } from './code.js'
import { Decoded } from './decoded.js'
import { type Explored, exploredCode, exploredExample, exploredOwn } from './example-state.js'
import { Examples } from './examples.js'
import { useHistory } from './history.js'
import type { PageModel } from './model.js'
import { readOwnFile } from './own-file.js'
import { Samples } from './samples.js'
import { Slabs } from './slabs.js'
import { Spikes } from './spikes.js'
import { Strips } from './strips.js'
import { Toolbar } from './toolbar.js'
import { Way } from './way.js'

/** The whole page of a model that could be opened, with the example that it begins with. */
export function App({ model, first = 0 }: { readonly model: PageModel; readonly first?: number }) {
  const { contents, backend } = model
  const { now, canUndo, change, settle, undo } = useHistory<Explored>(() => exploredExample(model, first))
  const [problem, setProblem] = useState('')
  const explore = (next: () => Explored) => {
    setProblem('')
    change(next)
  }
  const edit = (next: (code: Code) => Code, gesture?: string) =>
    change((explored) => ({ ...explored, code: next(explored.code) }), gesture)
  const open = async (file: File) => {
    try {
      const own = await readOwnFile(file, contents.data, contents.model.latentDim)
      explore(() =>
        'x' in own ? exploredOwn(model, file.name, own.x) : exploredCode(model, file.name, own.code, now.first),
      )
    } catch (error) {
      setProblem((error as Error).message)
    }
  }
  const take = (z: Float32Array, name: string) => {
    explore(() => exploredCode(model, name, z, now.first))
    const heading = document.getElementById('now')
    heading?.scrollIntoView({ block: 'start' })
    heading?.focus({ preventScroll: true })
  }
  useDroppedFiles(open)
  const z = useMemo(() => numbersOf(now.code), [now.code])
  const changed = z.some((value, j) => value !== numbersOf(now.first)[j])
  const { latents, spikes } = contents.model
  // What follows the example alone is left as it is while a slider is dragged.
  const onExample = useMemo(
    () => (
      <>
        <Strips model={model} code={now.first} />
        <Way model={model} code={now.first} from={now.name} onTake={take} />
        <Samples model={model} onTake={take} />
      </>
    ),
    [model, now.first, now.name],
  )
  return (
    <main>
      <header>
        <h1>{contents.title}</h1>
        <p class="summary">{contents.subtitle}</p>
      </header>
      <Examples
        model={model}
        chosen={now.example}
        onChoose={(example) => explore(() => exploredExample(model, example))}
        onFile={open}
      />
      {problem !== '' && (
        <p role="alert" class="problem">
          {problem}
        </p>
      )}
      <section aria-labelledby="now" class="now">
        <h2 id="now" tabIndex={-1}>
          Its code: {now.name}
        </h2>
        <Decoded model={model} explored={now} z={z} changed={changed} />
        <div class="code">
          <Toolbar
            canUndo={canUndo}
            changed={changed}
            onUndo={undo}
            onReset={() => edit(() => now.first)}
            z={z}
            title={contents.title}
          />
          {spikes && <Spikes latents={latents} code={now.code} onSwitch={(j) => edit((code) => switched(code, j))} />}
          <Slabs
            latents={latents}
            code={now.code}
            onMove={(j, value) => edit((code) => moved(code, j, value), `slab ${j}`)}
            onSettle={settle}
            onAlone={(j) => edit((code) => alone(code, j))}
          />
        </div>
      </section>
      {onExample}
      <footer>
        <p>
          {contents.command !== undefined && (
            <>
              Written by <code>{contents.command}</code>.{' '}
            </>
          )}
          Decoding runs in this page, on{' '}
          {backend.name === 'webgl' ? 'the graphics card (WebGL)' : 'the processor, in plain JavaScript'}:{' '}
          {backend.time < 1 ? 'under 1' : Math.round(backend.time)} ms a code.
          {backend.note !== undefined && ` Not on the graphics card, since ${backend.note}.`}
        </p>
      </footer>
    </main>
  )
}

/** Files may be dropped anywhere. */
function useDroppedFiles(open: (file: File) => void): void {
  useEffect(() => {
    const over = (event: DragEvent) => event.preventDefault()
    const drop = (event: DragEvent) => {
      event.preventDefault()
      const file = event.dataTransfer?.files[0]
      if (file !== undefined) open(file)
    }
    document.addEventListener('dragover', over)
    document.addEventListener('drop', drop)
    return () => {
      document.removeEventListener('dragover', over)
      document.removeEventListener('drop', drop)
    }
  })
}

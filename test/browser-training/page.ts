// Runs in the page, with what pages of users have: the loop and the engine for the web, bundled.
import { createEngine, type EngineName } from '@vsc/engine/web'
import { encodeCheckpoint, keepInMemory, train } from '@vsc/training'
import { shortRun } from './short-run.js'

/** The loss of every step, and the file of the last checkpoint. */
async function trainHere(name: EngineName, iterations: number) {
  const engine = await createEngine({
    name,
    backends: {
      webgl: () => import('@tensorflow/tfjs-backend-webgl'),
    },
    onnxRuntime: () => import('onnxruntime-web/wasm'),
    wasmPaths: `${location.origin}/`,
  })
  const losses: number[] = []
  const memory = keepInMemory()
  const onStep = ({ loss }: { readonly loss: number }) => losses.push(loss)
  const run = shortRun()
  await train({ ...run, config: { ...run.config, iterations }, engine, onStep, keeper: memory.keeper })
  return { engine: engine.name, losses, file: Array.from(await encodeCheckpoint(memory.newest()!)) }
}

/** What an engine that this page cannot have is refused with. */
const refusal = (name: EngineName) =>
  createEngine({ name }).then(
    ({ device }) => device,
    ({ code, message }) => `${code}: ${message}`,
  )

Object.assign(globalThis, { trainHere, refusal })

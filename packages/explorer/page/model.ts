import { dispose, setBackend } from '@tensorflow/tfjs-core'
import { createRng } from '@vsc/random'
import type { ExplorerContents } from '../src/contents.js'
import type { KernelProgram } from '../src/kernel-program.js'
import { type Backend, chooseBackend } from './backend.js'
import type { Code } from './code.js'
import { readWeights } from './read-weights.js'
import { replay } from './replay.js'

/** The model of the page. */
export interface PageModel {
  readonly contents: ExplorerContents
  readonly backend: Backend
  /** The examples in the page, [M] each. */
  readonly examples: readonly Float32Array[]
  /** The mean of p(x|z), [M]. */
  decode(z: ArrayLike<number>): Float32Array
  /** The same for several codes. */
  decodeAll(codes: readonly ArrayLike<number>[]): Float32Array[]
  /** The likeliest code of x, [M]. */
  encode(x: ArrayLike<number>): Code
  /** The code that `vsc sample --seed SEED --count 1` draws. */
  sample(seed: number): Float32Array
  /** Frees the memory of its weights, after which it cannot be used. */
  dispose(): void
}

/** A model as a page is given it, and where it is to be decoded. */
export interface ModelSource {
  readonly contents: ExplorerContents
  /** The numbers of its weights, four bytes each, little-endian. */
  readonly weights: Uint8Array
  /** `cpu` or `webgl`, whichever is quicker by default. */
  readonly backend?: string | null
}

/**
 * Makes a model ready: its weights become tensors, and what decodes is chosen.
 *
 * @throws Error where a part is missing or damaged
 */
export async function openModel({ contents, weights: bytes, backend: forced }: ModelSource): Promise<PageModel> {
  await setBackend('cpu') // before there are tensors: the page may know of backends that are not ready
  const { programs, model, data } = contents
  const weights = readWeights(bytes, contents.weights)
  const all: readonly KernelProgram[] = Object.values(programs)
  const tensors = weights.tensors(all.flatMap((program) => Object.keys(program.weights)))
  const size = data.shape.reduce((product, n) => product * n, 1)
  const rowsOf = (numbers: Float32Array, columns: number) =>
    Array.from({ length: numbers.length / columns }, (_, row) => numbers.subarray(row * columns, (row + 1) * columns))
  const decode: PageModel['decode'] = (z) => replay(programs.decode, tensors, { z }).mean!
  const backend = await chooseBackend({
    kernels: all.flatMap(({ calls }) => calls.map(({ kernel }) => kernel)),
    decode: () => decode(new Float32Array(model.latentDim)),
    ...(forced != null && { forced }),
  })
  const rows = programs.decodeStrip.inputs.z!.shape[0]!
  const prior = Object.fromEntries(
    ['mu', 'logVar', 'logGamma']
      .filter((name) => `prior.${name}` in contents.weights)
      .map((name) => [name, rowsOf(weights.numbers(`prior.${name}`), model.latentDim)]),
  )
  return {
    contents,
    backend,
    examples: rowsOf(weights.numbers('examples'), size),
    decode,
    decodeAll: (codes) =>
      Array.from({ length: Math.ceil(codes.length / rows) }, (_, part) => {
        const some = codes.slice(part * rows, (part + 1) * rows)
        const z = new Float32Array(rows * model.latentDim)
        some.forEach((code, row) => {
          z.set(code, row * model.latentDim)
        })
        return rowsOf(replay(programs.decodeStrip, tensors, { z }).mean!, size).slice(0, some.length)
      }).flat(),
    encode(x) {
      const { mu, logGamma } = replay(programs.encode, tensors, { x })
      const gamma = logGamma?.map((value) => Math.exp(value))
      const means = new Float32Array(model.latentDim)
      for (const { index, mean } of model.latents) means[index] = mean
      return {
        gamma,
        on: Array.from(mu!, (_, j) => gamma === undefined || gamma[j]! > 0.5),
        // What a latent that is off would be if it were on says nothing of this example: its mean over others does.
        values: Array.from(mu!, (value, j) => (gamma === undefined || gamma[j]! > 0.5 ? value : means[j]!)),
      }
    },
    sample(seed) {
      const rng = createRng(seed).fork('prior')
      const component = rng.fork('component').integer(prior.mu!.length)
      const noise = Object.entries(model.noise).map(([name, { distribution, shape }]) => {
        const numbers = new Float32Array(shape.reduce((product, n) => product * n, 1))
        const stream = rng.fork(name)
        return [name, distribution === 'normal' ? stream.fillNormal(numbers) : stream.fillUniform(numbers)] as const
      })
      const chosen = Object.entries(prior).map(([name, components]) => [name, components[component]!] as const)
      return replay(programs.sample, tensors, Object.fromEntries([...chosen, ...noise])).z!
    },
    dispose: () => dispose(tensors),
  }
}

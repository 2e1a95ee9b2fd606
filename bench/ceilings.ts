import { matMul, neg, type Tensor2D } from '@tensorflow/tfjs'
import type { Engine, Program } from '@vsc/engine'
import { createRng } from '@vsc/random'

/** What a machine can do at best: the fastest of many tries, since a ceiling is no average. */
export interface Ceilings {
  /** GFLOP/s of one plain matrix product [500, 784] [784, 3000], the shape of a large first layer. */
  readonly sgemmGflops: number
  /** GB/s, read and written together, of a pass over 64 MB that writes as many. */
  readonly memoryGBps: number
}

const TRIES = 12
/** Enough for one try where an engine is slow. */
const SECONDS = 0.5

export async function measureCeilings(engine: Engine): Promise<Ceilings> {
  return { sgemmGflops: await sgemmCeiling(engine), memoryGBps: await memoryCeiling(engine) }
}

async function sgemmCeiling(engine: Engine): Promise<number> {
  const [rows, inner, columns] = [500, 784, 3000] as const
  const rng = createRng(1)
  const a = rng.fillUniform(new Float32Array(rows * inner))
  const b = rng.fillUniform(new Float32Array(inner * columns))
  const program = await engine.program({
    name: 'sgemm',
    state: { b: { shape: [inner, columns], data: b } },
    inputs: { a: { shape: [rows, inner] } },
    body: ({ b }, { a }) => ({ outputs: { product: matMul(a as Tensor2D, b as Tensor2D) } }),
  })
  return (2 * rows * inner * columns) / (await fastestStep(program, { a })) / 1e6
}

async function memoryCeiling(engine: Engine): Promise<number> {
  const count = 2 ** 24
  // Kept by the program: what a step is given is copied first, and the pass would count that too.
  const program = await engine.program({
    name: 'pass',
    state: { x: { shape: [count], data: new Float32Array(count) } },
    inputs: {},
    body: ({ x }) => ({ outputs: { y: neg(x) } }),
  })
  return (2 * 4 * count) / (await fastestStep(program, {})) / 1e6
}

/** Milliseconds of the fastest step; the program is disposed. */
async function fastestStep<Input extends string>(
  program: Program<Input>,
  inputs: Readonly<Record<Input, Float32Array>>,
): Promise<number> {
  let fastest = Number.POSITIVE_INFINITY
  const begin = performance.now()
  for (let i = 0; i < TRIES && performance.now() - begin < SECONDS * 1000; i++) {
    const start = performance.now()
    await program.step(inputs)
    fastest = Math.min(fastest, performance.now() - start)
  }
  await program.dispose()
  return fastest
}

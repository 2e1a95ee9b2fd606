import { matMul, type Tensor2D } from '@tensorflow/tfjs'
import type { Engine } from '@vsc/engine'
import { createRng } from '@vsc/random'

/** The fastest of these many products counts: the ceiling is what the machine can do, not what it does on average. */
const TRIES = 12

/** GFLOP/s of one plain matrix product [500, 784] [784, 3000], the shape of a large first layer, on this engine. */
export async function sgemmCeiling(engine: Engine): Promise<number> {
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
  let fastest = Number.POSITIVE_INFINITY
  for (let i = 0; i < TRIES; i++) {
    const start = performance.now()
    await program.step({ a })
    fastest = Math.min(fastest, performance.now() - start)
  }
  await program.dispose()
  return (2 * rows * inner * columns) / fastest / 1e6
}

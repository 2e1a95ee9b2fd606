import type { LatentModel } from '@vsc/core'
import type { Engine, NamedTensors, TensorMap } from '@vsc/engine'
import { type CodeDistributions, createMatrix } from '@vsc/metrics'

/** The K distributions whose even mixture is the model's prior p(z), by their parameters, each [K, J]. */
export async function priorComponents({
  engine,
  model,
  parameters,
}: {
  readonly engine: Engine
  readonly model: LatentModel
  readonly parameters: NamedTensors<Float32Array>
}): Promise<CodeDistributions> {
  const program = await engine.program({
    name: `${model.name} prior`,
    state: parameters,
    inputs: {},
    body: (state: TensorMap) => ({ outputs: model.prior(state) }),
  })
  try {
    const { mu, logVar, logGamma }: Readonly<Record<string, ArrayLike<number>>> = await program.step({})
    const matrix = (values: ArrayLike<number>) =>
      createMatrix({
        rows: values.length / model.latentDim,
        columns: model.latentDim,
        data: Float32Array.from(values),
      })
    return { mu: matrix(mu!), logVar: matrix(logVar!), ...(logGamma && { logGamma: matrix(logGamma) }) }
  } finally {
    await program.dispose()
  }
}

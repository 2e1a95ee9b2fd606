import type { LatentModel } from '@vsc/core'
import type { Engine, NamedTensors, TensorMap } from '@vsc/engine'
import type { Matrix } from '@vsc/metrics'

/** A trained model, and the codes to decode. */
export interface DecodeOptions {
  readonly engine: Engine
  readonly model: LatentModel
  readonly parameters: NamedTensors<Float32Array>
  /** z, [n, J] */
  readonly codes: Matrix<Float32Array>
}

/** The mean of p(x|z) for every code: [n, M]. */
export async function decodeCodes({ engine, model, parameters, codes }: DecodeOptions): Promise<Float32Array> {
  type Z = Parameters<LatentModel['decode']>[1]
  const program = await engine.program({
    name: `${model.name} decoder`,
    state: parameters,
    inputs: { z: { shape: [codes.rows, codes.columns] } },
    body: (state: TensorMap, { z }) => ({ outputs: { mean: model.decode(state, z as Z).mean! } }),
  })
  try {
    const { mean } = await program.step({ z: codes.data })
    return Float32Array.from(mean!)
  } finally {
    await program.dispose()
  }
}

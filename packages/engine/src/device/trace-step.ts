import { type AdamSettings, adamUpdate } from '../adam/adam.js'
import { trainingParts } from '../checks.js'
import { clipScale, lossAndGradients, normOf } from '../gradients.js'
import type { Graph } from '../graph/graph.js'
import type { TrainingDefinition } from '../program.js'
import { mapRecord } from '../record.js'
import type { TensorMap, TensorSpec } from '../tensor.js'
import { trace } from '../tracing/trace.js'

export type Part = (typeof trainingParts)[number]

// A graph has one space of names for everything.
export const inputKey = (name: string) => `input/${name}`
export const termKey = (name: string) => `term/${name}`
export const stateKey = (part: Part) => (name: string) => `${part}/${name}`
export const nextKey = (part: Part) => (name: string) => `next/${part}/${name}`

/** Writes down a whole step: the loss, its gradients and what Adam makes of them. */
export function traceStep(
  definition: TrainingDefinition,
  specs: Readonly<Record<string, TensorSpec>>,
  settings: AdamSettings,
): Graph {
  const same = (spec: TensorSpec) => spec
  const graphInputs = {
    ...Object.assign({}, ...trainingParts.map((part) => mapRecord(specs, same, stateKey(part)))),
    ...mapRecord(definition.inputs, same, inputKey),
    stepSize: { shape: [] },
    rootScale: { shape: [] },
  }
  return trace(graphInputs, (tensors): TensorMap => {
    const part = (of: Part) => mapRecord(specs, (_, key) => tensors[stateKey(of)(key)]!)
    const inputs = mapRecord(definition.inputs, (_, key) => tensors[inputKey(key)]!)
    const parameters = part('parameters')
    const [firstMoment, secondMoment] = [part('firstMoment'), part('secondMoment')]
    const { loss, terms, gradients } = lossAndGradients(definition, parameters, inputs)
    const gradientNorm = normOf(Object.values(gradients))
    const pace = {
      stepSize: tensors.stepSize!,
      rootScale: tensors.rootScale!,
      gradientScale: clipScale(gradientNorm, settings.clipNorm),
    }
    const updated = mapRecord(gradients, (g, key) =>
      adamUpdate({ w: parameters[key]!, m: firstMoment[key]!, v: secondMoment[key]!, g }, pace, settings),
    )
    return {
      ...mapRecord(updated, ({ w }) => w, nextKey('parameters')),
      ...mapRecord(updated, ({ m }) => m, nextKey('firstMoment')),
      ...mapRecord(updated, ({ v }) => v, nextKey('secondMoment')),
      ...mapRecord(terms, (term) => term.reshape([]), termKey),
      loss: loss.reshape([]),
      gradientNorm,
    }
  })
}

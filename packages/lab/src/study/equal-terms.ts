import { ownSettings, type StudyConfig } from './study-config.js'

/** What models that are compared may not differ in. */
function termsOf(config: StudyConfig, model: string) {
  const { hiddenDim, likelihood, varianceFloor } = ownSettings(config, model)
  const { iterations, batchSize } = { ...config.training, ...defined(config.trainingOf[model] ?? {}) }
  return {
    iterations,
    batchSize,
    hiddenDim,
    likelihood,
    varianceFloor: likelihood === 'gaussian' ? varianceFloor : 'none',
  }
}

const defined = <T extends object>(given: T) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T

/** Models that are compared are to differ in nothing but what they are: a sentence for each term in which they do. */
export function unequalTerms(config: StudyConfig): string[] {
  return differences(config.models, (model) => termsOf(config, model))
}

/** So many settings of a model are tried: the points of its sweep. */
export const settingsTried = ({ sweep }: Pick<StudyConfig, 'sweep'>, model: string): number =>
  Object.values(sweep[model] ?? {}).reduce((points, values) => points * values.length, 1)

/** Where one model is given more tries than another: what was searched for it counts. */
export function unequalSearch(config: Pick<StudyConfig, 'models' | 'sweep'>): string[] {
  return differences(config.models, (model) => ({ 'settings tried': settingsTried(config, model) }))
}

function differences<Terms extends Readonly<Record<string, unknown>>>(
  models: readonly string[],
  termsOf: (model: string) => Terms,
): string[] {
  const compared = models.map(termsOf)
  return Object.keys(compared[0] ?? {}).flatMap((term) => {
    const values = compared.map((terms) => terms[term])
    if (new Set(values).size === 1) return []
    const detail = models.map((model, i) => `${model} ${values[i]}`).join(', ')
    return [`the models differ in ${term} (${detail}), and are not compared on equal terms`]
  })
}

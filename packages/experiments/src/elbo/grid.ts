import { type Problem, type StudyConfig, settingOf } from '@vsc/lab'

/** What of the sweeps cannot be drawn as curves, as [path, message]. */
export function sweptKeyProblems(config: StudyConfig): Problem[] {
  const { latentDims, sweepAt = latentDims, sweep } = config
  return Object.entries(sweep).flatMap(([model, keys]): Problem[] => {
    const swept = Object.entries(keys)
    if (swept.length > 1) {
      return [[['sweep', model], 'the figure has an axis for one setting only; leave the others out']]
    }
    return swept.flatMap(([key, values]): Problem[] => {
      const path = ['sweep', model, key]
      const own = settingOf(config, model, key)
      if (!values.every((value) => typeof value === 'number'))
        return [[path, 'must be numbers, to be drawn as a curve']]
      const isSweptSomewhere = sweepAt.length > 0 && sweepAt.length < latentDims.length
      if (!isSweptSomewhere || values.includes(own as number)) return []
      return [[path, `must hold ${model}.${key}, ${own}, at which J is varied while sweepAt leaves some J out`]]
    })
  })
}

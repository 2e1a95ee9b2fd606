import type { RunDescription } from '@vsc/training'
import { parseAssignment } from '../config/assignments.js'
import { changesBetween, changesInWords } from '../config/changes.js'
import { checkedLayers } from '../config/layers.js'
import type { ConfigTree } from '../config/tree.js'
import { LabError } from '../errors.js'
import type { Lab } from '../lab.js'
import { underModel } from '../run-config/configure.js'
import { asRunConfiguration, type RunConfiguration, runConfigurationSchema } from '../run-config/run-configuration.js'

/** What a run may go on with in another way: no step that it takes depends on it. */
const free = /^(engine|training\.(iterations|checkpointEvery|keepCheckpoints|earlyStopping\.patience))$/

/**
 * The configuration of a run that goes on, with these settings over it: those that say what the run does anyway, and those that no step
 * depends on.
 *
 * @param set such as `training.iterations=300`
 * @throws LabError BAD_CONFIG naming each setting that would make another run of it, or that is none
 */
export function resumedConfiguration(lab: Lab, run: RunDescription, set: readonly string[]): RunConfiguration {
  const file = asRunConfiguration(lab, run as unknown as ConfigTree)
  const schema = runConfigurationSchema(lab)
  const before = schema.parse(file)
  const after = checkedLayers({
    layers: [file, ...set.map((text) => underModel(parseAssignment(text), run.model.name))],
    check: (config) => schema.parse(config),
    known: () => before,
  })
  const changes = changesBetween(before as unknown as ConfigTree, after as unknown as ConfigTree)
  const refused = changes.filter(({ key }) => !free.test(key))
  if (refused.length === 0) return after as RunConfiguration
  throw new LabError(
    'BAD_CONFIG',
    `this would be another run: ${changesInWords(refused)}. Leave it out, or train anew into another folder`,
  )
}

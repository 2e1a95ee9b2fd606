import { parseAssignment } from '../config/assignments.js'
import type { Said } from '../config/conflicts.js'
import type { ConfigTree } from '../config/tree.js'
import type { PresetName } from '../presets/preset.js'

/** What is asked for of a run, in layers: the preset, under the configuration file, under single settings and options. */
export interface RunRequest {
  readonly model?: string
  readonly data?: string
  /** `quick` by default. Not beside the configuration of a run, which says all that a preset would. */
  readonly preset?: PresetName
  /** A file in JSON or YAML. */
  readonly config?: string
  /** `key=value` */
  readonly set?: readonly string[]
  readonly seed?: number
  readonly engine?: string
  /** The same as `set`, as trees, over all that is said. */
  readonly layers?: readonly ConfigTree[]
}

/** What a command line says of a run, beside the preset and the file: each as it was said, and as a configuration of this one key. */
export function saidOf({ model, data, seed, engine, set = [] }: Partial<RunRequest>): readonly Said[] {
  const options: readonly (Said | undefined)[] = [
    model === undefined ? undefined : { words: `--model ${model}`, means: { model: { name: model } } },
    data === undefined ? undefined : { words: `--data ${data}`, means: { data: { name: data } } },
    seed === undefined ? undefined : { words: `--seed ${seed}`, means: { training: { seed } } },
    engine === undefined ? undefined : { words: `--engine ${engine}`, means: { engine } },
  ]
  return [
    ...options.filter((each) => each !== undefined),
    ...set.map((text) => ({ words: `--set ${text}`, means: parseAssignment(text) })),
  ]
}

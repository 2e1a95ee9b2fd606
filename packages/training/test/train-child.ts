// node --import tsx --conditions=@vsc/source train-child.ts ENGINE DIRECTORY RUN
// Trains the run of this name, resuming what there is, and says on stdout after every step how far it is.
import { createEngine, type EngineName } from '@vsc/engine'
import { train } from '@vsc/training/node'
import { runs } from './tiny-run.js'

const [engine, directory, run] = process.argv.slice(2) as [EngineName, string, keyof typeof runs]
await train({
  ...runs[run](),
  engine: await createEngine({ name: engine, threads: 1 }),
  directory,
  resume: true,
  onWarning: () => {},
  onProgress: ({ iteration }) => process.stdout.write(`${iteration}\n`),
})

// node --import tsx --conditions=@vsc/source train-child.ts ENGINE DIRECTORY
// Trains the tiny run, resuming what there is, and says on stdout after every step how far it is.
import { createEngine, type EngineName } from '@vsc/engine'
import { train } from '@vsc/training'
import { tinyRun } from './tiny-run.js'

const [engine, directory] = process.argv.slice(2) as [EngineName, string]
await train({
  ...tinyRun(),
  engine: await createEngine({ name: engine, threads: 1 }),
  directory,
  resume: true,
  onProgress: ({ iteration }) => process.stdout.write(`${iteration}\n`),
})

import { createEngine, type EngineName, engineNames } from '@vsc/engine'
import { Command, InvalidArgumentError, Option } from 'commander'
import { checkedEngines, measureAgreement } from './agreement.js'
import { measureBeside } from './beside.js'
import { sgemmCeiling } from './ceiling.js'
import { type StepSize, timeSteps } from './model-step.js'
import { type BenchedModelName, modelNames, models } from './models.js'
import { profileOperators } from './operator-profile.js'

/** The sizes that are measured where none is asked for: the paper's networks, and those of the quick preset. */
const standardSizes: readonly StepSize[] = [
  { latentDim: 40, hiddenDim: 3000, batch: 500, pseudoInputCount: 20 },
  { latentDim: 40, hiddenDim: 400, batch: 100, pseudoInputCount: 20 },
]

const count = (text: string) => {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('It must be a whole number from 1 up.')
  return number
}

const {
  model,
  latentDim,
  hiddenDim,
  batch,
  pseudoInputs: pseudoInputCount,
  engine: engineName,
  threads,
  quick,
  profile,
  beside,
  rounds,
} = new Command('bench')
  .description('Time whole training steps: batch, noise, forward, backward, Adam. Prints one JSON object a line.')
  .addOption(new Option('--model <name>', 'the model to train').choices(modelNames).default('vsc'))
  .option('--latent-dim <J>', 'latent dimensions', count)
  .option('--hidden-dim <H>', 'hidden units', count)
  .option('--batch <B>', 'examples of a step', count)
  .option('--pseudo-inputs <K>', 'pseudo-inputs of VSC', count)
  .addOption(new Option('--engine <name>', 'what to run on').choices(engineNames).default('auto'))
  .option('--threads <n>', 'threads of onnx:cpu', count)
  .option('--quick', 'fewer laps: under a minute in all')
  .option('--profile', 'also print the time and share of every operator (onnx engines)')
  .option(
    '--beside <command>',
    'alternate with another program: {model} {latentDim} {hiddenDim} {batch} are filled in; it prints JSON with `ms`',
  )
  .option('--rounds <n>', 'how often to alternate', count, 3)
  .addHelpText(
    'after',
    '\nExamples:\n  pnpm bench --latent-dim 40 --hidden-dim 400 --batch 100 --profile\n  pnpm bench --engine onnx:webgpu     first checks ten steps against the processor',
  )
  .parse(process.argv)
  .opts<{
    model: BenchedModelName
    latentDim?: number
    hiddenDim?: number
    batch?: number
    pseudoInputs?: number
    engine: EngineName
    threads?: number
    quick?: true
    profile?: true
    beside?: string
    rounds: number
  }>()

const length = quick ? { warmUp: 5, laps: 3, maxSeconds: 10 } : { warmUp: 10, laps: 9, maxSeconds: 90 }
const asked = latentDim ?? hiddenDim ?? batch ?? pseudoInputCount
const sizes =
  asked === undefined
    ? standardSizes
    : [{ ...standardSizes[0]!, ...defined({ latentDim, hiddenDim, batch, pseudoInputCount }) }]

for (const size of sizes) {
  const engine = await engineFor()
  if (checkedEngines.includes(engine.name)) {
    const agreement = await measureAgreement(engine, model, size)
    print({ bench: 'agreement', engine: engine.name, device: engine.device, model, ...size, ...agreement })
    if (!agreement.agrees) process.exitCode = 1
  }
  for (let round = 1; round <= (beside ? rounds : 1); round++) {
    const result = await measure(size)
    print(result)
    if (beside === undefined) continue
    const ms = measureBeside(beside, { model, ...size })
    print({ bench: 'beside', command: beside, model, ...size, msPerStep: ms, speedUp: round3(ms / result.msPerStep) })
  }
  if (profile) {
    const rows = await profileOperators(async (prefix) => {
      await timeSteps(await engineFor({ profile: prefix }), model, size, { ...length, laps: 1 })
    })
    for (const { op, perStep, ms, share } of rows) {
      print({ bench: 'operator', model, ...size, op, perStep: round3(perStep), ms: round3(ms), share: round3(share) })
    }
  }
}

async function measure(size: StepSize) {
  const engine = await engineFor()
  const { msPerStep, quietLaps } = await timeSteps(engine, model, size, length)
  return {
    bench: 'step',
    engine: engine.name,
    device: engine.device,
    model,
    ...size,
    msPerStep: round3(msPerStep),
    stepsPerSecond: round3(1000 / msPerStep),
    gflops: round3(models[model].flops(size) / msPerStep / 1e6),
    sgemmCeilingGflops: round3(await sgemmCeiling(engine)),
    peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
    quietLaps,
  }
}

function engineFor(options: { profile?: string } = {}) {
  return createEngine({ name: engineName, ...defined({ threads }), ...options })
}

function defined<T extends object>(options: T): { [K in keyof T]: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as never
}

function print(line: object): void {
  console.log(JSON.stringify(line))
}

function round3(number: number): number {
  return Number(number.toPrecision(3))
}

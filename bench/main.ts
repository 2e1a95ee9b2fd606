import { createEngine, type EngineName, engineNames } from '@vsc/engine'
import { Argument, Command, InvalidArgumentError, Option } from 'commander'
import { checkedEngines, measureAgreement } from './agreement.js'
import { measureBackends } from './backends.js'
import { measureBeside } from './beside.js'
import { measureCeilings } from './ceilings.js'
import { measureConvolutions } from './conv-step.js'
import { measureGrowth } from './growth.js'
import { measureStep } from './measure-step.js'
import { measureMemory } from './memory.js'
import { timeSteps } from './model-step.js'
import { type BenchedModelName, type BenchedStep, modelNames } from './models.js'
import { profileSteps } from './operator-profile.js'
import { print, round3 } from './print.js'
import { lengthOf, slowLength, standardSizes } from './step-size.js'

const parts = ['steps', 'convolutions', 'growth', 'backends', 'memory'] as const

const count = (text: string) => {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('It must be a whole number from 1 up.')
  return number
}

const command = new Command('bench')
  .description(
    'Times whole training steps: batch, noise, forward, backward, Adam. Prints one JSON object a line.\n' +
      'Without a model, a size or an engine it measures steps, convolutions, growth, backends and memory.',
  )
  .addArgument(new Argument('[parts...]', 'what to measure (default: all)').choices(parts))
  .addOption(new Option('--model <name>', 'the model to train').choices(modelNames))
  .option('--latent-dim <J>', 'latent dimensions', count)
  .option('--hidden-dim <H>', 'hidden units', count)
  .option('--batch <B>', 'examples of a step', count)
  .option('--pseudo-inputs <K>', 'pseudo-inputs of VSC', count)
  .addOption(new Option('--engine <name>', 'what to run on').choices(engineNames))
  .option('--threads <n>', 'threads of onnx:cpu', count)
  .option('--quick', 'fewer and shorter laps: under a minute in all')
  .option('--profile', 'also print the time and share of every operator (onnx engines)')
  .option('--plots <folder>', 'where to draw how a step grows, as growth.svg and growth.png')
  .option(
    '--beside <command>',
    'alternate with another program: {model} {latentDim} {hiddenDim} {batch} are filled in; it prints JSON with `ms`',
  )
  .option('--rounds <n>', 'how often to alternate', count, 3)
  .addHelpText(
    'after',
    `
Examples:
  pnpm bench --quick                  a look at everything
  pnpm bench growth --plots plots     how the cost grows with B, H, J and K
  pnpm bench --model vsc --latent-dim 40 --hidden-dim 400 --batch 100 --profile
  pnpm bench --engine onnx:webgpu     first checks ten steps against the processor`,
  )
  .parse(process.argv)

const {
  model,
  latentDim,
  hiddenDim,
  batch,
  pseudoInputs: pseudoInputCount,
  engine: engineName = 'auto',
  threads,
  quick = false,
  profile,
  plots,
  beside,
  rounds,
} = command.opts<{
  model?: BenchedModelName
  latentDim?: number
  hiddenDim?: number
  batch?: number
  pseudoInputs?: number
  engine?: EngineName
  threads?: number
  quick?: true
  profile?: true
  plots?: string
  beside?: string
  rounds: number
}>()

const size = defined({ latentDim, hiddenDim, batch, pseudoInputCount })
const sizes = Object.keys(size).length === 0 ? standardSizes : [{ ...standardSizes[0], ...size }]
const steps: readonly BenchedStep[] = (model ? [model] : modelNames).flatMap((model) =>
  sizes.map((size) => ({ model, ...size })),
)

const asked = command.args as (typeof parts)[number][]
const isSpecific = ['model', 'latentDim', 'hiddenDim', 'batch', 'pseudoInputs', 'engine', 'profile', 'beside'].some(
  (option) => command.getOptionValueSource(option) === 'cli',
)
const chosen = new Set(asked.length > 0 ? asked : isSpecific ? (['steps'] as const) : parts)

const engine = await engineFor()
const ceilings = await measureCeilings(engine)
if (chosen.has('steps')) for (const step of steps) await measure(step)
if (chosen.has('convolutions')) await measureConvolutions(engine, { quick })
if (chosen.has('growth')) await measureGrowth(engine, ceilings, { quick, plots })
if (chosen.has('backends')) await measureBackends({ quick })
if (chosen.has('memory')) measureMemory({ quick })

async function measure(step: BenchedStep): Promise<void> {
  if (checkedEngines.includes(engine.name)) {
    const agreement = await measureAgreement(engine, step)
    print({ bench: 'agreement', engine: engine.name, device: engine.device, ...step, ...agreement })
    if (!agreement.agrees) process.exitCode = 1
  }
  const length = engine.name.startsWith('tfjs:') && engine.name !== 'tfjs:node-gpu' ? slowLength : lengthOf(step, quick)
  for (let round = 1; round <= (beside ? rounds : 1); round++) {
    const { line } = await measureStep(engine, step, length, ceilings)
    print(line)
    if (beside === undefined) continue
    const ms = measureBeside(beside, step)
    print({ bench: 'beside', command: beside, ...step, msPerStep: ms, speedUp: round3(ms / line.msPerStep) })
  }
  if (profile) {
    const rows = await profileSteps(async (prefix) => {
      await timeSteps(await engineFor({ profile: prefix }), step, { ...length, laps: 1 })
    })
    for (const { op, perStep, ms, share } of rows) {
      print({ bench: 'operator', ...step, op, perStep: round3(perStep), ms: round3(ms), share: round3(share) })
    }
  }
}

function engineFor(options: { profile?: string } = {}) {
  return createEngine({ name: engineName, ...defined({ threads }), ...options })
}

function defined<T extends object>(options: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as never
}

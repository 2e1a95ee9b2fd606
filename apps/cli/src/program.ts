import { Command } from 'commander'
import manifest from '../package.json' with { type: 'json' }
import type { Context } from './command.js'
import { completionCommand } from './commands/completion.js'
import { configCommand } from './commands/config.js'
import { correlateCommand } from './commands/correlate.js'
import { dataCommand } from './commands/data.js'
import { decodeCommand } from './commands/decode.js'
import { encodeCommand } from './commands/encode.js'
import { enginesCommand } from './commands/engines.js'
import { evaluateCommand } from './commands/evaluate.js'
import { experimentCommand } from './commands/experiment.js'
import { exploreCommand } from './commands/explore.js'
import { exportCommand } from './commands/export.js'
import { interpolateCommand } from './commands/interpolate.js'
import { resumeCommand } from './commands/resume.js'
import { sampleCommand } from './commands/sample.js'
import { sweepCommand } from './commands/sweep.js'
import { trainCommand } from './commands/train.js'
import { traverseCommand } from './commands/traverse.js'
import { workerCommand } from './commands/worker.js'

const commands = [
  trainCommand,
  resumeCommand,
  experimentCommand,
  sweepCommand,
  workerCommand,
  evaluateCommand,
  encodeCommand,
  decodeCommand,
  sampleCommand,
  interpolateCommand,
  traverseCommand,
  exploreCommand,
  correlateCommand,
  exportCommand,
  configCommand,
  dataCommand,
  enginesCommand,
  completionCommand,
]

/** The program with all its commands. */
export function createProgram(context: Context): Command {
  const program = new Command('vsc')
    .description(
      'Trains, evaluates, explores and exports Variational Sparse Coding models and the models they are compared with.',
    )
    .version(manifest.version)
    .addHelpText('after', '\nvsc COMMAND --help shows the options of a command, and examples.')
  for (const create of commands) program.addCommand(create(context))
  return onTerminal(program, context)
}

/** `vsc experiment` as a program of its own, called as `invocation` says. */
export const createExperimentProgram = (context: Context & { readonly invocation: string }): Command =>
  onTerminal(experimentCommand(context).name(context.invocation), context)

function onTerminal(program: Command, { terminal }: Context): Command {
  for (const command of withSubcommands(program)) {
    command
      .exitOverride()
      .allowExcessArguments(false)
      .configureOutput({
        writeOut: terminal.stdout,
        writeErr: terminal.stderr,
        getOutHelpWidth: () => 110,
        getErrHelpWidth: () => 110,
      })
  }
  return program
}

export const withSubcommands = (command: Command): Command[] => [command, ...command.commands.flatMap(withSubcommands)]

import type { Command } from 'commander'
import { choice, count, integer, type LabOptions, labOptions, path } from '../command.js'
import { engineNames } from '../names.js'

/** The options of every command that takes a trained model. */
export interface RunOptions extends LabOptions {
  readonly checkpoint: 'last' | 'best'
  readonly engine: EngineChoice
  readonly seed: number
}

type EngineChoice = (typeof engineNames)[number]

export const runOptions = (command: Command): Command =>
  labOptions(command)
    .argument('<run>', 'a run folder, or a .safetensors file: a checkpoint, or a model saved in the playground', path)
    .addOption(
      choice('--checkpoint <which>', 'the newest, or the one with the lowest loss', ['last', 'best']).default('last'),
    )
    .addOption(choice('--engine <name>', 'the engine', engineNames).default('auto'))
    .option('--seed <n>', 'the seed of what is drawn', integer, 1)

/** Which examples a trained model is shown. */
export interface ExampleOptions {
  readonly data?: string
  readonly split?: 'train' | 'test'
  readonly count?: number
}

export const exampleOptions = (command: Command): Command =>
  command
    .option(
      '--data <name>',
      'other data than it was trained on: a built-in set, the path of your own, or - for standard input',
    )
    .addOption(
      choice('--split <part>', 'which part of the data (default: test, where there is one)', ['train', 'test']),
    )
    .option('--count <n>', 'how many examples (default: all; 4000 smileys)', count)

import { type Context, count, createCommand } from '../command.js'
import { exampleOptions, runOptions } from '../run/options.js'

const names = (text: string): string[] => text.split(',').map((name) => name.trim())

export const evaluateCommand = ({ terminal }: Context) =>
  exampleOptions(
    runOptions(
      createCommand({
        name: 'evaluate',
        description:
          'Prints what a trained model makes of test data: the terms of the ELBO with their standard errors, latents in use, reconstruction error; on labelled data how well classes are told apart, on data whose factors are known how far latents keep to one of them.',
        examples: [
          ['vsc evaluate runs/first'],
          ['vsc evaluate runs/first --samples 100 --count 500', 'and the importance-weighted bound of log p(x)'],
          ['vsc evaluate runs/first --metrics elbo,activeUnits', 'these alone'],
          ['vsc evaluate runs/first --json', 'for programs'],
        ],
      }),
    ),
  )
    .option('--samples <L>', 'codes drawn for each example for the importance-weighted bound', count)
    .option(
      '--metrics <a,b>',
      'only these metrics, by their names (default: all that the model and the data have)',
      names,
    )
    .option('--json', 'print one JSON object')
    .action(async (run, options) => {
      const { evaluateRun } = await import('../evaluation/evaluate.js')
      await evaluateRun(run, options, terminal)
    })

import { type Context, count, createCommand } from '../command.js'
import { exampleOptions, runOptions } from '../run/options.js'

const names = (text: string): string[] => text.split(',').map((name) => name.trim())

export const evaluateCommand = ({ terminal }: Context) =>
  exampleOptions(
    runOptions(
      createCommand({
        name: 'evaluate',
        description:
          'Evaluates a trained model on test data: the terms of the ELBO with their standard errors, latents in use and reconstruction error; accuracy of classifiers where there are labels, disentanglement scores where factors are known.',
        examples: [
          ['vsc evaluate runs/first'],
          [
            'vsc evaluate runs/first/checkpoints/iteration-000000200.safetensors',
            'one file: a checkpoint, or a model saved in the playground',
          ],
          ['vsc evaluate runs/first --samples 100 --count 500', 'and the importance-weighted bound of log p(x)'],
          ['vsc evaluate runs/first --metrics elbo,activeUnits', 'these alone'],
          ['vsc evaluate runs/first --json', 'for programs'],
        ],
      }),
    ),
  )
    .option('--samples <L>', 'codes drawn for each example for the importance-weighted bound', count)
    .option('--metrics <a,b>', 'only these metrics (default: all that apply to the model and the data)', names)
    .option('--json', 'print one JSON object')
    .action(async (run, options) => {
      const { evaluateRun } = await import('../evaluation/evaluate.js')
      await evaluateRun(run, options, terminal)
    })

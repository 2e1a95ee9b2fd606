import { type Context, createCommand, path } from '../command.js'
import { exampleOptions, runOptions } from '../run/options.js'

export const correlateCommand = ({ terminal }: Context) =>
  exampleOptions(
    runOptions(
      createCommand({
        name: 'correlate',
        description:
          'Compares latents with the factors that generated the data, where these are known: prints the latents that follow each factor best, and draws the whole matrix of correlations.',
        examples: [
          ['vsc correlate runs/first'],
          ['vsc correlate runs/first --out correlation.png'],
          ['vsc correlate runs/first --json', 'the whole matrix, and the scores'],
        ],
      }),
    ),
  )
    .option('--out <file>', 'a .png or .svg file for the matrix', path)
    .option('--json', 'print one JSON object')
    .action(async (run, options) => {
      const { correlate } = await import('../evaluation/correlate.js')
      await correlate(run, options, terminal)
    })

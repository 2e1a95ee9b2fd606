import { type Context, count, createCommand, integer, integers, number } from '../command.js'
import { exampleOptions, runOptions } from '../run/options.js'

export const traverseCommand = ({ terminal }: Context) =>
  exampleOptions(
    runOptions(
      createCommand({
        name: 'traverse',
        description:
          'Writes what changes with each latent: a row of images for each of the most used ones, its value rising from left to right, the other latents as in one example.',
        examples: [
          ['vsc traverse runs/first --out traversal.png'],
          ['vsc traverse runs/first --latents 3,11 --from -2 --to 2 --steps 9 --example 5 --out two.png'],
        ],
      }),
    ),
  )
    .option('--latents <a,b>', 'these and no others', integers)
    .option('--top <n>', 'how many of the most used latents', count, 10)
    .option('--from <value>', 'the value at the left', number, -3)
    .option('--to <value>', 'the value at the right', number, 3)
    .option('--steps <n>', 'images in a row', count, 11)
    .option('--example <n>', 'the example, counted from 0', integer, 0)
    .requiredOption('--out <file>', 'a .png or .npy file; - is standard output, as PNG unless --format says otherwise')
    .option('--format <ending>', 'the format, where the name of the file does not say it: png or npy')
    .action(async (run, options) => {
      const { traverse } = await import('../images/traverse.js')
      await traverse(run, options, terminal)
    })

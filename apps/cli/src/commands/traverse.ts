import { Option } from 'commander'
import { type Context, count, createCommand, integer, integers, number, path } from '../command.js'
import { exampleOptions, runOptions } from '../run/options.js'

export const traverseCommand = ({ terminal }: Context) =>
  exampleOptions(
    runOptions(
      createCommand({
        name: 'traverse',
        description:
          'Writes what changes with each latent: a row of images for each of the most used ones, first off, then led through the values that it has where it is on, the other latents as in one example. The value stands below each image.',
        examples: [
          ['vsc traverse runs/first --out traversal.png'],
          ['vsc traverse runs/first --latents 3,11 --from -2 --to 2 --steps 9 --example 5 --out two.png'],
        ],
      }),
    ),
  )
    .addOption(new Option('--latents <a,b>', 'only these latents').argParser(integers).conflicts('top'))
    .option('--top <n>', 'how many of the most used latents', count, 10)
    .option(
      '--from <value>',
      "the value at the left, the same for all latents (default: each latent's own values)",
      number,
    )
    .option('--to <value>', 'the value at the right', number)
    .option('--steps <n>', 'values of each latent', count, 9)
    .option(
      '--example <n>',
      'the example that the other latents are taken from, counted from 0 (default: the one with most of these latents on)',
      integer,
    )
    .requiredOption(
      '--out <file>',
      'a .png, .svg or .npy file; - is standard output, as PNG unless --format says otherwise',
      path,
    )
    .option('--format <ending>', 'the format, where the name of the file does not say it: png, svg or npy')
    .action(async (run, options) => {
      const { traverse } = await import('../images/traverse.js')
      await traverse(run, options, terminal)
    })

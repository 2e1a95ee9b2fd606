import { type Context, createCommand, listOf, path } from '../command.js'
import { codeParts } from '../names.js'
import { exampleOptions, runOptions } from '../run/options.js'

export const encodeCommand = ({ terminal }: Context) =>
  exampleOptions(
    runOptions(
      createCommand({
        name: 'encode',
        description:
          'Writes the codes of examples: a sample of q(z|x) (codes), and its spike probability (gamma), slab mean (mu) and log variance (logVar). The extension of the file sets the format.',
        examples: [
          ['vsc encode runs/first --out codes.npz', 'all four, by name, as NumPy reads them'],
          ['vsc encode runs/first --parts gamma --out gamma.npy'],
          ['vsc encode runs/first --parts codes,mu --count 100 --out codes.csv'],
        ],
      }),
    ),
  )
    .option(
      '--parts <a,b>',
      `any of ${codeParts.join(', ')} (default: all in a .npz file, else codes)`,
      listOf(codeParts),
    )
    .requiredOption(
      '--out <file>',
      'a .npz, .npy or .csv file; - is standard output, as CSV unless --format says otherwise',
      path,
    )
    .option('--format <ending>', 'the format, where the name of the file does not say it: csv, npz or npy')
    .action(async (run, options) => {
      const { encode } = await import('../codes/encode.js')
      await encode(run, options, terminal)
    })

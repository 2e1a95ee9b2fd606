import { type Context, count, createCommand, path } from '../command.js'
import { runOptions } from '../run/options.js'

export const sampleCommand = ({ terminal }: Context) =>
  runOptions(
    createCommand({
      name: 'sample',
      description: "Draws codes from a trained model's prior and writes what they are decoded to.",
      examples: [
        ['vsc sample runs/first --out samples.png'],
        ['vsc sample runs/first --count 100 --seed 7 --out samples.npy'],
      ],
    }),
  )
    .option('--count <n>', 'how many', count, 64)
    .option('--columns <n>', 'images side by side (default: about square)', count)
    .requiredOption(
      '--out <file>',
      'a .png or .npy file; - is standard output, as PNG unless --format says otherwise',
      path,
    )
    .option('--format <ending>', 'the format, where the name of the file does not say it: png or npy')
    .action(async (run, options) => {
      const { sample } = await import('../codes/decode.js')
      await sample(run, options, terminal)
    })

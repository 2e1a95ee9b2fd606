import { type Context, count, createCommand, path } from '../command.js'
import { runOptions } from '../run/options.js'

export const decodeCommand = ({ terminal }: Context) =>
  runOptions(
    createCommand({
      name: 'decode',
      description: 'Decodes codes: writes the mean of p(x|z) as an image grid or as numbers.',
      examples: [
        ['vsc encode runs/first --count 16 --out codes.npz'],
        ['vsc decode runs/first codes.npz --out decoded.png'],
        ['vsc decode runs/first codes.npz --out decoded.npy'],
      ],
    }),
  )
    .argument('<codes>', 'codes [n, J]: .npy, .csv, or the array codes of a .npz file; - is standard input', path)
    .option('--columns <n>', 'images side by side (default: about square)', count)
    .requiredOption(
      '--out <file>',
      'a .png or .npy file; - is standard output, as PNG unless --format says otherwise',
      path,
    )
    .option('--format <ending>', 'the format, where the name of the file does not say it: png or npy')
    .action(async (run, codes, options) => {
      const { decodeFile } = await import('../codes/decode.js')
      await decodeFile(run, codes, options, terminal)
    })

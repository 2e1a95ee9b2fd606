import { type Context, choice, count, createCommand, integer, path } from '../command.js'
import { exampleOptions, runOptions } from '../run/options.js'

export const interpolateCommand = ({ terminal }: Context) =>
  exampleOptions(
    runOptions(
      createCommand({
        name: 'interpolate',
        description:
          'Writes images on the way from one example to another: by the values of the spikes that both have (continuous), by switching spikes one at a time (discrete), or first the one and then the other.',
        examples: [
          ['vsc interpolate runs/first --from 0 --to 1 --out path.png'],
          ['vsc interpolate runs/first --from 3 --to 8 --kind discrete --out switched.png'],
          ['vsc interpolate runs/first --from 3 --to 8 --kind continuous --steps 20 --out moved.npy'],
        ],
      }),
    ),
  )
    .requiredOption('--from <n>', 'the number of an example, counted from 0', integer)
    .requiredOption('--to <n>', 'the number of the other example', integer)
    .addOption(choice('--kind <kind>', 'what changes', ['continuous', 'discrete', 'both']).default('both'))
    .option('--steps <n>', 'images of the continuous part, 2 or more', count, 10)
    .requiredOption(
      '--out <file>',
      'a .png or .npy file; - is standard output, as PNG unless --format says otherwise',
      path,
    )
    .option('--format <ending>', 'the format, where the name of the file does not say it: png or npy')
    .action(async (run, options) => {
      const { interpolate } = await import('../images/interpolate.js')
      await interpolate(run, options, terminal)
    })

import { Option } from 'commander'
import { type Context, createCommand, path } from '../command.js'
import { exampleOptions, runOptions } from '../run/options.js'

export const exportCommand = ({ terminal }: Context) =>
  exampleOptions(
    runOptions(
      createCommand({
        name: 'export',
        description:
          'Writes a trained model as encoder.onnx and decoder.onnx, which run in Python, in browsers and elsewhere, with a model card (README.md): data, settings, metrics and figures.',
        examples: [
          ['vsc export runs/first --out exported'],
          ['vsc export runs/first --no-evaluation --out bare', 'without metrics and figures, which need the data'],
        ],
      }),
    ),
  )
    .addOption(
      new Option('--no-evaluation', 'leave out the metrics and the figures').conflicts(['data', 'split', 'count']),
    )
    .requiredOption('--out <folder>', 'where the files go', path)
    .action(async (run, options) => {
      const { exportRun } = await import('../export/export-run.js')
      await exportRun(run, options, terminal)
    })

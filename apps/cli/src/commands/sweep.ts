import { Option } from 'commander'
import { type Context, count, createCommand, labOptions } from '../command.js'
import { queueOption, storeOption } from '../queue/options.js'

export const sweepCommand = ({ terminal, finish }: Context) => {
  const sweep = labOptions(
    createCommand({
      name: 'sweep',
      description:
        'Trains a model for every point of a search, here or by the workers of a queue, and ends with tables and a report.',
      examples: [
        ['vsc sweep alpha.yaml', 'what the file says, on this machine'],
        ['vsc sweep alpha.yaml --dry-run', 'the models that it asks for, nothing computed'],
        ['vsc sweep alpha.yaml --queue redis://localhost --store /shared/store', 'by the workers of that queue'],
        ['vsc sweep --resume runs/alpha-2026-01-31-x1y2z3', 'one that was interrupted'],
        ['vsc sweep status --queue redis://localhost', 'how it stands, from any machine'],
      ],
    }),
  )
    .argument('[file]', 'what is searched, in YAML, JSON or TypeScript')
    .option('--out <folder>', 'a new folder for all that comes out (default: runs/NAME-DATE-ID)')
    .option('--jobs <n>', 'models trained side by side on this machine, each with one thread', count)
    .addOption(queueOption().conflicts('jobs'))
    .addOption(
      storeOption(
        'a folder or s3://BUCKET/PREFIX that finished models are taken from and brought to (default: runs/store; a queue needs one that all machines see)',
      ),
    )
    .option('--fresh', 'train every model again, also those that the store has')
    .addOption(new Option('--resume <folder>', 'continue a sweep that was interrupted').conflicts(['out', 'dryRun']))
    .option('--dry-run', 'print the models that it asks for, and train none')
    .option('--json', 'print one JSON object at the end')
    .action(async (file: string | undefined, options) => {
      const { runSweepCommand } = await import('../sweep/run-sweep.js')
      finish(await runSweepCommand(file, options, terminal))
    })
  sweep.addCommand(
    createCommand({
      name: 'status',
      description: 'How the sweeps of a queue stand: what waits, runs, is done or has failed, with rate and time left.',
      examples: [
        ['vsc sweep status --queue redis://localhost'],
        ['vsc sweep status --json', 'of the queue that VSC_QUEUE names, for programs'],
      ],
    })
      .addOption(queueOption())
      .option('--json', 'print one JSON object')
      .action(async (_, command) => {
        const { showStatus } = await import('../sweep/show-status.js')
        await showStatus(command.optsWithGlobals(), terminal)
      }),
  )
  return sweep
}

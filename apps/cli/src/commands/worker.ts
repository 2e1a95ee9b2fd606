import { type Context, count, createCommand, labOptions } from '../command.js'
import { queueOption, storeOption } from '../queue/options.js'

export const workerCommand = ({ terminal, finish }: Context) =>
  labOptions(
    createCommand({
      name: 'worker',
      description:
        'Trains what experiments and sweeps have queued, until it is stopped. Start as many as you like, on any machines.',
      examples: [
        ['vsc worker --queue redis://localhost --store /shared/store', 'one model for each core at a time'],
        ['vsc worker --queue redis://queue.example --store s3://lab/vsc --jobs 4'],
        ['vsc worker --queue redis://localhost --store runs/store --drain', 'until nothing is left to do'],
      ],
    }),
  )
    .addOption(queueOption())
    .addOption(
      storeOption('where checkpoints and results go: the folder or s3://BUCKET/PREFIX that the sweep names, too'),
    )
    .option('--jobs <n>', 'models trained at a time, each with one thread (default: one for each core)', count)
    .option('--drain', 'end once nothing is left to do')
    .option('--lease <seconds>', 'after so long without a sign of this worker another takes over', count, 60)
    .option('--save-every <seconds>', 'how often new checkpoints are brought to the store', count, 30)
    .option('--silence <seconds>', 'a run that reports nothing for so long is killed and tried again', count, 600)
    .action(async (options) => {
      const { runWorkerCommand } = await import('../queue/run-worker.js')
      finish(await runWorkerCommand(options, terminal))
    })

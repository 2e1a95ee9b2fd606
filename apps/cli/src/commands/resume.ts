import { type Context, choice, collect, count, createCommand, labOptions, path } from '../command.js'
import { engineNames } from '../names.js'

export const resumeCommand = ({ terminal, finish }: Context) =>
  labOptions(
    createCommand({
      name: 'resume',
      description: 'Continues a run from its newest intact checkpoint, to the same bits as if it had never stopped.',
      examples: [
        ['vsc resume runs/first'],
        ['vsc resume runs/first --iterations 300', 'for longer than was planned'],
        ['vsc resume runs/own --data moved/own.npy', 'where its data are now'],
      ],
    }),
  )
    .argument('<run>', 'a run folder', path)
    .option('--data <path>', 'where its own data are now, if they were moved away from beside it', path)
    .option('--set <key=value>', 'a setting, which may not make another run of it; may be given again', collect)
    .option('--iterations <n>', 'the iteration to stop at, counted from the start', count)
    .addOption(choice('--engine <name>', 'the engine (default: that of the run so far)', engineNames))
    .option('--json', 'print one JSON object at the end')
    .action(async (run, options) => {
      const { resumeRun } = await import('../training/resume-run.js')
      finish(await resumeRun(run, options, terminal))
    })

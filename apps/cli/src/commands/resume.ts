import { type Context, choice, count, createCommand, labOptions } from '../command.js'
import { engineNames } from '../names.js'

export const resumeCommand = ({ terminal, finish }: Context) =>
  labOptions(
    createCommand({
      name: 'resume',
      description: 'Continues a run from its newest intact checkpoint, to the same bits as if it had never stopped.',
      examples: [['vsc resume runs/first'], ['vsc resume runs/first --iterations 300', 'for longer than was planned']],
    }),
  )
    .argument('<run>', 'a run folder')
    .option('--iterations <n>', 'where to stop, counted from the start', count)
    .addOption(choice('--engine <name>', 'what computes (default: what the run began on)', engineNames))
    .option('--json', 'print one JSON object at the end')
    .action(async (run, options) => {
      const { resumeRun } = await import('../training/resume-run.js')
      finish(await resumeRun(run, options, terminal))
    })

import { type Context, createCommand } from '../command.js'

export const enginesCommand = ({ terminal }: Context) =>
  createCommand({
    name: 'engines',
    description: 'Lists the engines that can run models here, and why the others cannot.',
    examples: [['vsc engines'], ['vsc engines --json']],
  })
    .option('--json', 'print one JSON object')
    .action(async (options) => {
      const { listEngines } = await import('../engines/list-engines.js')
      await listEngines(options, terminal)
    })

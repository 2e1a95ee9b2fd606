import { type Context, count, createCommand } from '../command.js'
import { exampleOptions, runOptions } from '../run/options.js'

export const exploreCommand = ({ terminal }: Context) =>
  exampleOptions(
    runOptions(
      createCommand({
        name: 'explore',
        description:
          'Writes a page in which a trained model can be explored: its spikes as switches, its slabs as sliders, what each latent does, ways between examples, samples. One file that needs no network.',
        examples: [
          ['vsc explore runs/first', '--open shows it at once'],
          ['vsc explore runs/first --out first.html --examples 24', 'more examples to pick from'],
        ],
      }),
    ),
  )
    .option('--examples <n>', 'how many examples the page holds', count, 12)
    .option('--out <file>', 'an .html file (default: explorer.html in the run folder)')
    .option('--open', 'open the page in the browser')
    .action(async (run, options) => {
      const { explore } = await import('../explore/explore.js')
      await explore(run, options, terminal)
    })

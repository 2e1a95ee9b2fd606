import { type Context, choice, collect, count, createCommand, integer, labOptions, path } from '../command.js'

export const dataCommand = (context: Context) =>
  createCommand({
    name: 'data',
    description: 'Lists, fetches, checks, draws and shows data sets.',
    examples: [['vsc data list'], ['vsc data show smiley --out smileys.png']],
  })
    .addCommand(listCommand(context))
    .addCommand(fetchCommand(context))
    .addCommand(verifyCommand(context))
    .addCommand(generateCommand(context))
    .addCommand(showCommand(context))

const listCommand = ({ terminal }: Context) =>
  labOptions(
    createCommand({
      name: 'list',
      description: 'Lists the built-in data sets, with their authors and terms of use.',
      examples: [['vsc data list'], ['vsc data list --json']],
    }),
  )
    .option('--json', 'print one JSON object')
    .action(async (options) => {
      const { listDataSets } = await import('../data/list.js')
      await listDataSets(options, terminal)
    })

const fetchCommand = ({ terminal }: Context) =>
  labOptions(
    createCommand({
      name: 'fetch',
      description: 'Downloads data sets and checks every byte; a download that broke off is continued.',
      examples: [['vsc data fetch smiley', 'drawn, so there is nothing to do'], ['vsc data fetch fashion-mnist mnist']],
    }),
  )
    .argument('<names...>', 'built-in data sets')
    .option(
      '--directory <folder>',
      "the data set's own folder (default: its name in $VSC_DATA_DIR, or in the cache)",
      path,
    )
    .action(async (names, options) => {
      const { fetchDataSets } = await import('../data/fetch.js')
      await fetchDataSets(names, options, terminal)
    })

const verifyCommand = ({ terminal, finish }: Context) =>
  labOptions(
    createCommand({
      name: 'verify',
      description:
        'Checks, without a network, whether the files of data sets are there and intact; the exit code is 1 where they are not.',
      examples: [['vsc data verify smiley'], ['vsc data verify --json']],
    }),
  )
    .argument('[names...]', 'built-in data sets (default: all)')
    .option(
      '--directory <folder>',
      "the data set's own folder (default: its name in $VSC_DATA_DIR, or in the cache)",
      path,
    )
    .option('--json', 'print one JSON object')
    .action(async (names, options) => {
      const { verifyDataSets } = await import('../data/fetch.js')
      finish(await verifyDataSets(names, options, terminal))
    })

const generateCommand = ({ terminal }: Context) =>
  createCommand({
    name: 'generate',
    description:
      'Draws smileys into a file: with their ground truth (.npz), as images alone (.npy), or as a picture (.png).',
    examples: [
      ['vsc data generate --count 1000 --out smileys.npz'],
      ['vsc data generate --count 64 --seed 7 --out smileys.png'],
    ],
  })
    .option('--count <n>', 'how many', count, 10_000)
    .option('--seed <n>', 'the seed of the drawing', integer, 1)
    .addOption(choice('--split <part>', 'which of the two separate sets', ['train', 'test']).default('train'))
    .requiredOption(
      '--out <file>',
      'a .npz, .npy or .png file; - is standard output, as NPZ unless --format says otherwise',
      path,
    )
    .option('--format <ending>', 'the format, where the name of the file does not say it: npz, npy or png')
    .action(async (options) => {
      const { generate } = await import('../data/generate.js')
      await generate(options, terminal)
    })

const showCommand = ({ terminal }: Context) =>
  labOptions(
    createCommand({
      name: 'show',
      description: 'Describes a data set, and draws its first examples.',
      examples: [
        ['vsc data show smiley --out smileys.png'],
        ['vsc data generate --count 100 --out own.npy'],
        ['vsc data show own.npy --json', 'your own data, by their path'],
      ],
    }),
  )
    .argument('<data>', 'a built-in data set, or the path of your own; - is standard input')
    .addOption(choice('--split <part>', 'which part', ['train', 'test']).default('train'))
    .option('--count <n>', 'how many are drawn', count, 64)
    .option(
      '--set <key=value>',
      'how the data are read and prepared, such as data.size=32; may be given again',
      collect,
    )
    .option('--columns <n>', 'images side by side (default: about square)', count)
    .option('--out <file>', 'a .png or .npy file for the examples', path)
    .option('--json', 'print one JSON object')
    .action(async (data, options) => {
      const { showData } = await import('../data/show.js')
      await showData(data, options, terminal)
    })

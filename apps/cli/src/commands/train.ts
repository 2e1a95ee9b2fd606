import { type Context, choice, collect, createCommand, integer, labOptions, nameOption, path } from '../command.js'
import { engineNames, presetNames } from '../names.js'

export const trainCommand = ({ terminal, finish, names }: Context) =>
  labOptions(
    createCommand({
      name: 'train',
      description:
        'Trains a model into a new run folder. Settings come from the preset, under the configuration file, under --set; the result is written down in config.json.',
      examples: [
        ['vsc train --model vsc --data smiley --preset smoke --out runs/first', 'seconds, to see it work'],
        ['vsc train --out runs/quick', 'VSC on smileys, preset quick: minutes'],
        ['vsc train --model beta-vae --set model.beta=8 --set training.iterations=500 --out runs/beta8'],
        ['vsc train --config runs/first/config.json --seed 2 --out runs/second', 'an earlier run, with another seed'],
        [
          'vsc train --data smiley --set data.preparation=l2 --preset smoke --dry-run',
          'numbers scaled: none, unit, standardise, l2',
        ],
        ['vsc train --preset paper --dry-run', 'every setting, nothing computed'],
      ],
    }),
  )
    .addOption(nameOption('--model <name>', 'the model (default: vsc)', names?.models))
    .addOption(
      nameOption(
        '--data <name>',
        'a data set (see vsc data list), the path of your own, or - for standard input; data.preparation says how numbers are scaled (default: smiley)',
        names?.dataSets,
      ),
    )
    .addOption(choice('--preset <name>', 'settings to begin from (default: quick)', presetNames))
    .option('--config <file>', "settings in JSON or YAML, such as a run's config.json", path)
    .option('--set <key=value>', 'one setting, such as model.alpha=0.1; may be given again', collect)
    .option('--seed <n>', 'the seed of parameters, data order and noise', integer)
    .addOption(choice('--engine <name>', 'the engine (default: auto, the fastest there is)', engineNames))
    .option('--out <folder>', 'the new run folder (default: runs/MODEL-DATA-DATE-ID)', path)
    .option('--dry-run', 'print the configuration and compute nothing')
    .option('--json', 'print one JSON object at the end')
    .action(async (options) => {
      const { trainModel } = await import('../training/train-model.js')
      finish(await trainModel(options, terminal))
    })

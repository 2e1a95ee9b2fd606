import { Option } from 'commander'
import {
  type Context,
  choice,
  collect,
  count,
  createCommand,
  integer,
  integers,
  labOptions,
  list,
  nameArgument,
  nameOption,
  path,
} from '../command.js'
import { engineNames, presetNames } from '../names.js'
import { queueOption, storeOption } from '../queue/options.js'

/** Everything that the resumed experiment's own config.json says. */
const fixedByResume = ['preset', 'out', 'seed', 'engine', 'models', 'latentDims', 'seeds', 'config', 'dryRun']

export const experimentCommand = ({ terminal, finish, names, invocation = 'vsc experiment' }: Context) =>
  labOptions(
    createCommand({
      name: 'experiment',
      description: 'Repeats an experiment of the paper, or runs one of your own, and ends with a report.',
      examples: [
        [invocation, 'smiley-correlation, preset quick'],
        [`${invocation} --list`, 'what there is'],
        [`${invocation} --preset smoke --out runs/trial`],
        [`${invocation} --models vsc --latent-dims 18,40,60`, 'VSC alone, three times'],
        [`${invocation} --models vsc,beta-tcvae --seeds 1,2,3 --jobs 2`],
        [`${invocation} --set vsc.alpha=0.1 --set training.iterations=20000`],
        [`${invocation} --dry-run --preset paper`, 'every setting, nothing computed'],
        [`${invocation} --config runs/trial/config.json`, 'an earlier run again'],
        [`${invocation} --resume runs/trial`, 'one that was interrupted, from where it stopped'],
        [`${invocation} elbo --queue redis://localhost --store /shared/store`, 'by the workers of that queue'],
      ],
    }),
  )
    .addArgument(nameArgument('[NAME]', 'the experiment (default: smiley-correlation)', names?.experiments))
    .addOption(choice('--preset <name>', 'settings to begin from (default: quick)', presetNames))
    .option('--out <folder>', 'a new folder for the results (default: runs/NAME-DATE-ID)', path)
    .option('--seed <n>', 'the seed of data, parameters and noise', integer)
    .addOption(choice('--engine <name>', 'the engine (default: auto, the fastest there is)', engineNames))
    .addOption(nameOption('--models <a,b>', 'models to train', names?.models).argParser(list))
    .option('--latent-dims <18,40>', 'numbers of latents J, one model for each', integers)
    .option('--seeds <1,2,3>', 'seeds of training on the same data, one model for each', integers)
    .option('--set <key=value>', 'any key of the configuration; may be given again', collect)
    .option('--config <file>', "a configuration in JSON or YAML, such as an earlier run's config.json", path)
    .option(
      '--jobs <n>',
      'models trained side by side, each with one thread; a single one has all (default: one for each core where there are more models than cores, else 1)',
      count,
    )
    .addOption(queueOption().conflicts('jobs'))
    .addOption(storeOption('a folder or s3://BUCKET/PREFIX that finished models are taken from and brought to'))
    .option(
      '--fresh',
      'train every model again, also those that the store or another experiment beside this one has trained alike',
    )
    .addOption(
      new Option('--resume <folder>', 'continue an experiment that was interrupted')
        .argParser(path)
        .conflicts(fixedByResume),
    )
    .option('--list', 'list the experiments, presets, models and engines')
    .option('--dry-run', 'print the configuration and the models it asks for, and compute nothing')
    .option('--json', 'print one JSON object at the end')
    .action(async (name: string | undefined, options) => {
      const { runExperimentCommand } = await import('../experiment/run-experiment.js')
      finish(await runExperimentCommand({ ...options, name, invocation }, terminal))
    })

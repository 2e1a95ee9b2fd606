import { type Context, createCommand, labOptions, nameOption } from '../command.js'

export const configCommand = ({ terminal, names }: Context) =>
  labOptions(
    createCommand({
      name: 'config',
      description:
        'Lists the settings that --set and configuration files may have: the key, its default, what it may be and what it means. A preset has values of its own, which vsc train --dry-run shows.',
      examples: [
        ['vsc config'],
        ['vsc config model.alpha', 'one setting'],
        ['vsc config model --model beta-vae', 'those of another model'],
        ['vsc config data --data celeba', 'those of other data, or of your own by their path'],
        ['vsc config evaluation --experiment elbo', 'those of an experiment'],
        ['vsc config --json', 'for programs'],
      ],
    }),
  )
    .argument('[KEY]', 'a key, or what keys begin with (default: all)')
    .addOption(nameOption('--model <name>', 'the model (default: vsc)', names?.models))
    .addOption(nameOption('--data <name>', 'a data set, or the path of your own (default: smiley)', names?.dataSets))
    .addOption(nameOption('--experiment <name>', 'the settings of an experiment', names?.experiments))
    .option('--json', 'print one JSON object')
    .action(async (key, options) => {
      const { listSettings } = await import('../config/list-settings.js')
      await listSettings({ ...options, key }, terminal)
    })

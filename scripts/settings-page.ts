import { paper } from '@vsc/experiments'
import { createLab, dataSettings, experimentSettings, modelSettings, type Setting, trainingSettings } from '@vsc/lab'

/** The page that lists every setting of what is built in: docs/settings.md. */
export function settingsPage(): string {
  const lab = createLab([paper])
  const common = sharedBy(lab.models.map(({ name }) => modelSettings(lab, name)))
  const ofAnyData = sharedBy([...lab.dataSets.map(({ name }) => dataSettings(lab, name)), dataSettings(lab, ownPath)])
  const ofAnyExperiment = sharedBy(lab.experiments.map((each) => experimentSettings(lab, each)))
  const isOfModel = ({ key }: Setting) => lab.models.some(({ name }) => key.startsWith(`${name}.`))
  const without = (settings: readonly Setting[], shared: readonly Setting[]) =>
    settings.filter((setting) => !shared.some((each) => isSame(each, setting)))
  return [
    '# Settings',
    '',
    'Made from the schemas by `pnpm run generate:settings`; do not edit. `vsc config` lists the same, with what is your own.',
    '',
    'Each is given by `--set KEY=VALUE`, or in a configuration file. Where no default is shown, the preset says the value, or the key',
    'may be left out. A preset has values of its own for many others too: `vsc train --preset quick --dry-run` shows them all.',
    '',
    'A schedule, a number as a function of the iteration, is one of',
    '',
    '- a number, for one that never changes;',
    '- `{ kind: linear, from, to, start, end }`, a straight line between two iterations, or `kind: cosine`, half a period of a cosine;',
    '- `{ kind: piecewise, steps: [{ start, value }, ...] }`, the value of the last step that has started;',
    '- `{ kind: warmUp, from, end, to }`, a straight line to where the schedule `to` is at iteration `end`, and that schedule from there on.',
    '',
    '## Every model',
    '',
    ...tableOf(common),
    ...lab.models.flatMap(({ name, title }) => [
      `## ${title}: \`model.name=${name}\``,
      '',
      `In an experiment the keys begin with \`${name}.\` in place of \`model.\`.`,
      '',
      ...tableOf(without(modelSettings(lab, name), common)),
    ]),
    '## Data',
    '',
    ...tableOf(ofAnyData),
    ...lab.dataSets.flatMap(({ name, title }) =>
      section(`### ${title}: \`data.name=${name}\``, without(dataSettings(lab, name), ofAnyData)),
    ),
    ...section("### One's own data, by a path", without(dataSettings(lab, ownPath), ofAnyData)),
    '## Training and engine',
    '',
    ...tableOf(trainingSettings(lab)),
    '## Experiments',
    '',
    'Beside these an experiment has the settings of each model, under its name, and those of training, without its seed.',
    '',
    ...tableOf(ofAnyExperiment.filter((each) => !isOfModel(each) && !isOfTraining(each))),
    ...lab.experiments.flatMap((each) =>
      section(
        `### \`${each.name}\``,
        without(experimentSettings(lab, each), ofAnyExperiment).filter((one) => !isOfModel(one) && !isOfTraining(one)),
      ),
    ),
  ].join('\n')
}

/** A path that is no name. */
const ownPath = 'own.npz'

const isOfTraining = ({ key }: Setting) => key.startsWith('training.')

const isSame = (one: Setting, other: Setting) => JSON.stringify(one) === JSON.stringify(other)

/** Those that all of several lists have alike. */
const sharedBy = ([first = [], ...others]: readonly (readonly Setting[])[]): readonly Setting[] =>
  first.filter((setting) => others.every((other) => other.some((each) => isSame(each, setting))))

const section = (heading: string, settings: readonly Setting[]): string[] =>
  settings.length === 0 ? [] : [heading, '', ...tableOf(settings)]

const tableOf = (settings: readonly Setting[]): string[] => [
  '| key | default | what it may be | meaning |',
  '| --- | --- | --- | --- |',
  ...settings.map(({ key, default: value, range, meaning }) =>
    [
      '',
      `\`${key}\``,
      value === undefined ? '' : `\`${inCell(JSON.stringify(value))}\``,
      inCell(range),
      inCell(meaning),
      '',
    ]
      .join(' | ')
      .trim(),
  ),
  '',
]

const inCell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;')

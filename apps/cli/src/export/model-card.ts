import { basename } from 'node:path'
import { printable } from '@vsc/terminal'
import type { DataDescription, LogPoint } from '@vsc/training'
import { type EvaluationReport, inExamples, scoreInWords, termTable } from '../evaluation/evaluation-table.js'
import type { OpenRun } from '../run/open-run.js'
import type { CardFigure } from './card-figures.js'
import { pythonLines } from './python.js'

interface CardContent {
  readonly run: OpenRun
  /** What it was trained on. */
  readonly data: DataDescription
  /** What a run of an earlier version does not say of its data, and what is taken for it. */
  readonly assumed: string | undefined
  /** The last that was logged in training. */
  readonly latest: LogPoint | undefined
  readonly report?: EvaluationReport
  readonly figures: readonly CardFigure[]
}

/** What a user of the exported files must know, in Markdown. */
export function modelCard({ run, data, assumed, latest, report, figures }: CardContent): string {
  const { family, model, iteration } = run
  const { name, title } = family
  const { engine, training } = run.run
  const dataName = inText(data.name)
  const { dataDim, latentDim } = model
  const gamma = family.spikes ? ', `gamma`' : ''
  const sections = [
    `# ${title} of ${dataName}`,
    `A ${title} with ${latentDim} latents, trained for ${iteration} iterations on ${data.count} examples of ${dataName}.`,
    table(
      ['file', 'from', 'to'],
      [
        ['`encoder.onnx`', `\`x\` [batch, ${dataDim}]`, `\`mu\`, \`logVar\`${gamma} [batch, ${latentDim}]: q(z\\|x)`],
        [
          '`decoder.onnx`',
          `\`z\` [batch, ${latentDim}]`,
          `the parameters of p(x\\|z), \`mean\` first, [batch, ${dataDim}]`,
        ],
      ],
    ),
    `${gamma === '' ? 'A code z is drawn from N(mu, exp(logVar)).' : 'Each latent of a code z is 0 with probability 1 - gamma, and else drawn from N(mu, exp(logVar)).'} All numbers are float32; the metadata of both files hold the configuration.`,
    ['```python', pythonLines(data), '```'].join('\n'),
    '## Data',
    `Examples of shape [${data.shape.join(', ')}], flattened. ${preparationInWords(data)} Others are to be read and prepared in the same way, as the lines above do by what \`data\` says in the metadata of both files.`,
    ...(assumed === undefined ? [] : [`Note: ${assumed}.`]),
    json(inShort(data)),
    '## Settings',
    json({ model: { name, ...(model.config as object) }, training, engine }),
    ...(latest === undefined
      ? []
      : [`At the end of training the loss was ${latest.loss.toFixed(3)} nats per example.`]),
    ...(report === undefined ? [] : evaluationOf(report)),
    ...(figures.length === 0
      ? []
      : ['## Figures', ...figures.map(({ file, caption }) => `![${caption}](${file})\n\n${caption}`)]),
  ]
  return `${sections.join('\n\n')}\n`
}

/** A name as Markdown shows it: what would be markup, or HTML, is text. */
const inText = (name: string): string =>
  printable(name)
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]|~#!$]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')

/** What was done to the numbers, and from which columns, images or files they came. */
function preparationInWords({ preparation, layout, range, classes }: DataDescription): string {
  const [from, to] = layout?.range ?? range
  const { image, columns, labels } = layout ?? {}
  return [
    ...(image === undefined
      ? []
      : [
          `Images were scaled to cover ${image.height} x ${image.width} pixels and cut to these, ${image.channels === 1 ? 'in grey' : 'in colours'}.`,
        ]),
    ...(columns === undefined ? [] : [`Their numbers are the columns ${inText(shortList(columns))}, in this order.`]),
    ...(labels === undefined ? [] : [`Classes are in ${inText(labels)}, which the model was not shown.`]),
    ...(classes === undefined ? [] : [`The classes are ${inText(shortList(classes))}.`]),
    `Numbers were from ${from} to ${to}${preparedInWords(preparation)}.`,
  ].join(' ')
}

function preparedInWords(preparation: DataDescription['preparation']): string {
  switch (preparation?.kind) {
    case 'unit':
      return `, and were mapped from ${preparation.range[0]} to ${preparation.range[1]} onto 0 to 1`
    case 'standardise':
      return ', and were standardised: less their mean over the training examples, over their deviation'
    case 'l2':
      return ', and each example was divided by its Euclidean norm'
    default:
      return ', and were left as they are'
  }
}

const shortList = (names: readonly string[]): string =>
  `${names.slice(0, 20).join(', ')}${names.length > 20 ? ` and ${names.length - 20} more` : ''}`

/** Without lists of numbers that nobody reads: the metadata have them. */
function inShort({ preparation, provenance, ...data }: DataDescription) {
  const { preparation: _, ...rest } = provenance
  const isLong = preparation?.kind === 'standardise' && preparation.means.length > 20
  return {
    ...data,
    provenance: rest,
    preparation: isLong ? { kind: preparation.kind, numbers: 'in the metadata of both files' } : preparation,
  }
}

/** JSON with short lists in one line. */
const json = (value: unknown): string =>
  `\`\`\`json\n${JSON.stringify(value, undefined, 2).replace(/\[\s+([^[\]{}]*?)\s+\]/g, (_, items: string) => `[${items.replace(/\s+/g, ' ')}]`)}\n\`\`\``

function evaluationOf({ data, likelihood, terms, scores, cautions }: EvaluationReport): string[] {
  const { header, rows } = termTable(terms)
  return [
    '## Evaluation',
    `On ${inExamples(data.count)} of ${inText(basename(data.name))} (${data.split}). Likelihood: ${likelihood}. Terms are means in nats per example, with hard spikes.`,
    table(header, rows),
    table(
      ['score', 'value'],
      Object.entries(scores).map(([name, value]) => [name, scoreInWords(value)]),
    ),
    ...cautions,
  ]
}

const table = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

import { basename } from 'node:path'
import { printable } from '@vsc/terminal'
import type { LogPoint } from '@vsc/training'
import { type EvaluationReport, scoreInWords } from '../evaluation/evaluation-table.js'
import type { OpenRun } from '../run/open-run.js'
import type { CardFigure } from './card-figures.js'
import { withoutFolder } from './without-folder.js'

interface CardContent {
  readonly run: OpenRun
  /** The last that was logged in training. */
  readonly latest: LogPoint | undefined
  readonly report?: EvaluationReport
  readonly figures: readonly CardFigure[]
}

/** What a user of the exported files must know, in Markdown. */
export function modelCard({ run, latest, report, figures }: CardContent): string {
  const { family, model, iteration } = run
  const { name, title } = family
  const { engine, training } = run.run
  const data = withoutFolder(run.run.data)
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
    ['```python', python(dataDim), '```'].join('\n'),
    '## Data',
    `Examples of shape [${data.shape.join(', ')}], flattened, with numbers from ${data.range[0]} to ${data.range[1]}. Prepare others in the same way.`,
    json(data),
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

const python = (dataDim: number): string =>
  [
    'import numpy as np, onnxruntime as ort',
    '',
    'encoder = ort.InferenceSession("encoder.onnx")',
    `x = np.zeros((5, ${dataDim}), np.float32)`,
    'posterior = dict(zip([o.name for o in encoder.get_outputs()], encoder.run(None, {"x": x})))',
    'decoder = ort.InferenceSession("decoder.onnx")',
    'mean = decoder.run(["mean"], {"z": posterior["mu"]})[0]',
  ].join('\n')

/** JSON with short lists in one line. */
const json = (value: unknown): string =>
  `\`\`\`json\n${JSON.stringify(value, undefined, 2).replace(/\[\s+([^[\]{}]*?)\s+\]/g, (_, items: string) => `[${items.replace(/\s+/g, ' ')}]`)}\n\`\`\``

function evaluationOf({ data, likelihood, terms, scores }: EvaluationReport): string[] {
  return [
    '## Evaluation',
    `On ${data.count} examples of ${inText(basename(data.name))} (${data.split}). Likelihood: ${likelihood}. Terms are means in nats per example, with hard spikes.`,
    table(
      ['term', 'mean', 'standard error'],
      Object.entries(terms).map(([name, { mean, standardError }]) => [name, mean.toFixed(3), standardError.toFixed(3)]),
    ),
    table(
      ['score', 'value'],
      Object.entries(scores).map(([name, value]) => [name, scoreInWords(value)]),
    ),
  ]
}

const table = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

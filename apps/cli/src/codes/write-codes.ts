import { encodeNpy, encodeNpz, type LabelledDataSet } from '@vsc/data'
import type { Evaluation } from '@vsc/inference'
import type { Matrix } from '@vsc/metrics'
import { badInput } from '../errors.js'
import { codeParts } from '../names.js'
import type { Terminal } from '../terminal.js'
import { type Output, writeOutput } from '../write-result.js'

/** What can be said of each example, [N, J] each: a sample of q(z|x), and q's parameters. */
export type CodePart = (typeof codeParts)[number]

/** The parts of an evaluation by name; a model without spikes has no gamma. */
const partsOf = ({ codes, gammas, means, logVars }: Evaluation): Partial<Record<CodePart, Matrix<Float32Array>>> => ({
  codes,
  ...(gammas !== undefined && { gamma: gammas }),
  mu: means,
  logVar: logVars,
})

interface WriteCodesOptions {
  readonly evaluation: Evaluation
  /** Those asked for; all that there are by default, or the codes alone where a file holds one matrix. */
  readonly parts: readonly CodePart[] | undefined
  readonly labels: LabelledDataSet['labels'] | undefined
}

/** Writes codes as .csv (a column for each latent of each part), .npz (arrays by name) or .npy (one array). */
export async function writeCodes(
  output: Output,
  { evaluation, parts, labels }: WriteCodesOptions,
  terminal: Terminal,
): Promise<void> {
  const known = partsOf(evaluation)
  const chosen = (fallback: readonly CodePart[]) =>
    (parts ?? fallback).flatMap((part): [CodePart, Matrix<Float32Array>][] => {
      const matrix = known[part]
      if (matrix !== undefined) return [[part, matrix]]
      if (parts === undefined) return []
      throw badInput(`the model has no ${part}: it has ${Object.keys(known).join(', ')}`)
    })
  const formats = {
    '.csv': () => csvOf(chosen(['codes']), labels),
    '.npz': () =>
      encodeNpz({
        ...Object.fromEntries(chosen(codeParts).map(([part, matrix]) => [part, arrayOf(matrix)])),
        ...(labels && { labels: { shape: [labels.length], data: labels } }),
      }),
    '.npy': () => {
      const [first, ...others] = chosen(['codes'])
      if (first === undefined || others.length > 0)
        throw badInput('a .npy file holds one array: ask for one of the parts, or write a .npz file')
      return encodeNpy(arrayOf(first[1]))
    },
  }
  await writeOutput(output, formats, terminal)
}

const arrayOf = ({ rows, columns, data }: Matrix<Float32Array>) => ({ shape: [rows, columns], data })

/** A header and a row for each example: `codes0`, `codes1`, ... and, of labelled data, `label`. */
function csvOf(parts: readonly (readonly [string, Matrix])[], labels: ArrayLike<number> | undefined): string {
  const header = parts.flatMap(([name, { columns }]) => Array.from({ length: columns }, (_, j) => `${name}${j}`))
  const rows = Array.from({ length: parts[0]?.[1].rows ?? 0 }, (_, i) => [
    ...parts.flatMap(([, { columns, data }]) => Array.from({ length: columns }, (_, j) => data[i * columns + j]!)),
    ...(labels === undefined ? [] : [labels[i]!]),
  ])
  const lines = [[...header, ...(labels === undefined ? [] : ['label'])], ...rows]
  return lines.map((cells) => `${cells.join(',')}\n`).join('')
}

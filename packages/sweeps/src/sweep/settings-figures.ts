import { type ErrorBarPanel, errorBarFigure, type Figure } from '@vsc/figures'
import type { Metric } from '@vsc/inference'
import { partition } from '@vsc/lab'
import type { FoundRun } from './results.js'

/** The metrics that are drawn, first those that come first in the lab. */
const most = 4

/**
 * A figure for each setting that was searched over numbers: metrics against it, a series for each model, J and data set, and the values
 * of all seeds and other settings at a point together.
 */
export async function settingsFigures(found: readonly FoundRun[], metrics: readonly Metric[]): Promise<Figure[]> {
  const keys = [...new Set(found.flatMap(({ run }) => Object.keys(run.swept)))]
  const figures: Figure[] = []
  for (const key of keys) {
    const known = found.filter(({ run }) => typeof run.swept[key] === 'number')
    if (new Set(known.map(({ run }) => run.swept[key])).size < 2) continue
    const drawn = metrics.filter(({ name, better }) => better !== undefined && known.some((one) => isKnown(one, name)))
    const panels = drawn.slice(0, most).map((metric) => panelOf(known, key, metric))
    if (panels.length === 0) continue
    const name = `by-${key.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`
    figures.push(await errorBarFigure({ name, title: `By ${key}`, panels }))
  }
  return figures
}

function panelOf(found: readonly FoundRun[], key: string, { name, title, unit }: Metric): ErrorBarPanel {
  const known = found.filter((one) => isKnown(one, name))
  const x = known.map(({ run }) => Number(run.swept[key]))
  const severalDataSets = new Set(known.map(({ run }) => run.data)).size > 1
  const seriesOf = ({ run: { title, latentDim, data } }: FoundRun) =>
    [title, `J = ${latentDim}`, ...(severalDataSets ? [data] : [])].join(', ')
  const [low, high] = [Math.min(...x), Math.max(...x)]
  return {
    title: unit === undefined ? title : `${title} (${unit})`,
    xTitle: key,
    xScale: low > 0 && high / low >= 20 ? 'log' : 'linear',
    series: [...partition(known, seriesOf)].map(([series, runs]) => ({
      name: series,
      points: [...partition(runs, ({ run }) => String(run.swept[key]))].map(([value, at]) => ({
        x: Number(value),
        values: at.map(({ result }) => result.metrics[name]!),
      })),
    })),
  }
}

const isKnown = ({ result }: FoundRun, name: string): boolean => Number.isFinite(result.metrics[name])

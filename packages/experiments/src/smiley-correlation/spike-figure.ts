import { type SmileyDataSet, smileyAttributes } from '@vsc/data'
import { type Figure, spikeProbabilityFigure } from '@vsc/figures'
import { figureName } from '@vsc/lab'
import { type Matrix, meanSpikeProbability, selectColumns } from '@vsc/metrics'
import type { ShownRun } from './evaluated-run.js'
import { latentBands } from './features.js'

/** What the spikes of a model do, latents in the order of the matrices; undefined where it has none. */
export async function spikesOf(one: ShownRun, label: string, test: SmileyDataSet): Promise<Figure | undefined> {
  const { gammas } = one.evaluation
  if (gammas === undefined) return undefined
  const { order } = one.findings
  const ordered = selectColumns(gammas, order.latents)
  return spikeProbabilityFigure({
    name: figureName('spikes', one),
    title: `Spike probabilities, ${label}`,
    caption:
      'Above, the mean over test images of each latent’s spike probability γ, and how all γ are distributed. Below, how much higher the mean is where an attribute is present than where it is absent: a latent that switches on exactly with the attribute is 1, one that switches on exactly where it is missing −1, one that is always on or always off is 0.',
    latents: latentBands(order),
    mean: meanSpikeProbability(ordered).perLatent,
    attributes: smileyAttributes.map((name, attribute) => ({
      name,
      present: meanWhere(ordered, test, attribute, 1),
      absent: meanWhere(ordered, test, attribute, 0),
    })),
    values: ordered.data,
  })
}

/** The mean of each column over the images that have an attribute, or have it not: [J]; 0 where there are none. */
function meanWhere({ rows, columns, data }: Matrix, test: SmileyDataSet, attribute: number, bit: 0 | 1): Float64Array {
  const means = new Float64Array(columns)
  let count = 0
  for (let row = 0; row < rows; row++) {
    if (test.present[row * smileyAttributes.length + attribute] !== bit) continue
    count += 1
    for (let j = 0; j < columns; j++) means[j]! += data[row * columns + j]!
  }
  return means.map((sum) => (count === 0 ? 0 : sum / count))
}

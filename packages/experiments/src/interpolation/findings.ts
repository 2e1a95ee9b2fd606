import { likeliestCodes } from '@vsc/inference'
import { change, mean, rowOf } from '@vsc/lab'
import type { Subject } from '../clothing/question.js'
import { pairsToMeasure, pairsToShow, spikesOf } from './pairs.js'
import { type Path, pathsBetween } from './paths.js'
import { type Switch, switchesOf } from './switches.js'

/** What lies between images. */
export interface InterpolationFindings {
  /** Those of the figures. */
  readonly continuous: readonly Path[]
  readonly discrete: readonly Path[]
  /** Every switch of a spike between the pairs that were measured. */
  readonly switches: readonly Switch[]
  readonly metrics: InterpolationMetrics
}

/** The metrics of summary.json; changes are mean absolute differences of pixels. */
export type InterpolationMetrics = {
  /** Mean over pairs of images of the latents on in one of them, and in both. */
  readonly switchedPerPair: number
  readonly sharedPerPair: number
  /** By the switch of a latent that is in use, and of one that is not; undefined where none was. */
  readonly switchChange: number | undefined
  readonly unusedSwitchChange: number | undefined
  /** By a step of the continuous path, and by all of it. */
  readonly stepChange: number
  readonly continuousChange: number
  /** By all switches of a discrete path together. */
  readonly discreteChange: number
}

const measuredPairs = 300

export async function findInterpolation({ one, test, engine }: Subject): Promise<InterpolationFindings> {
  const codes = likeliestCodes(one.evaluation)
  const measured = pairsToMeasure(test, measuredPairs)
  const shown = pairsToShow(test)
  const between = { one, engine, codes }
  const continuous = await pathsBetween({ ...between, pairs: measured, kind: 'continuous' })
  const discrete = await pathsBetween({ ...between, pairs: measured, kind: 'discrete' })
  const switches = discrete.flatMap(switchesOf)
  const changeBy = (inUse: boolean) => {
    const changes = switches
      .filter(({ latent }) => one.use.inUse.includes(latent) === inUse)
      .map(({ change }) => change)
    return changes.length === 0 ? undefined : mean(changes)
  }
  const spikes = measured.map((pair) => spikesOf(codes, pair))
  return {
    continuous: await pathsBetween({ ...between, pairs: shown, kind: 'continuous' }),
    discrete: await pathsBetween({ ...between, pairs: shown, kind: 'discrete' }),
    switches,
    metrics: {
      switchedPerPair: mean(spikes.map(({ switched }) => switched.length)),
      sharedPerPair: mean(spikes.map(({ shared }) => shared.length)),
      switchChange: changeBy(true),
      unusedSwitchChange: changeBy(false),
      stepChange: mean(continuous.flatMap(stepChanges)),
      continuousChange: mean(continuous.map(wholeChange)),
      discreteChange: mean(discrete.map(wholeChange)),
    },
  }
}

const stepChanges = ({ images }: Path): number[] =>
  Array.from({ length: images.rows - 1 }, (_, step) => change(rowOf(images, step), rowOf(images, step + 1)))

const wholeChange = ({ images }: Path): number => change(rowOf(images, 0), rowOf(images, images.rows - 1))

import type { Engine } from '@vsc/engine'
import { type ExplorerPageContents, explorerContents } from '@vsc/explorer/page'
import { encodeCheckpoint } from '@vsc/training'
import { type Settings, startsAfresh } from '../settings.js'
import type { ModelView, ShownData } from '../view.js'
import { adjusted, type Contestant, contestants, modelOf } from './contestants.js'
import { createLearner, type Learner } from './learner.js'
import { lookAt } from './look.js'
import { openFile } from './open-file.js'
import { shownCount, shownData, testSmileys, trainingSmileys } from './smileys.js'
import { adjustedConfig, trainingConfig } from './training-config.js'

/** A step that a model took: its loss and its valid bound, over the images of the step. */
export interface StepNews {
  /** The model's name. */
  readonly name: string
  /** Steps taken. */
  readonly iteration: number
  readonly loss: number
  readonly bound: number
}

/** Two models that learn, step by step. */
export interface Session {
  readonly shown: ShownData
  /** Takes a step of the model that has taken the fewest; of both, on the same images, where they have taken as many. */
  step(): Promise<readonly StepNews[]>
  /** Looks at both. */
  look(): Promise<readonly ModelView[]>
  /** Goes on with other settings; afresh where these are the size of the models. */
  change(settings: Settings): Promise<void>
  /** Both as they were before the first step. */
  restart(): Promise<void>
  /** The file of a model: a checkpoint, as those of `vsc train` are. */
  save(name: string): Promise<Uint8Array<ArrayBuffer>>
  /** Puts the model of a file into the place of the one of its kind; what of it the sliders show. */
  open(file: string, bytes: Uint8Array): Promise<OpenedModel>
  /** What the explorer shows of a model as it is now. */
  explore(name: string): Promise<ExplorerPageContents>
}

/** A model that was opened from a file. */
export interface OpenedModel {
  readonly name: string
  readonly title: string
  readonly iteration: number
  readonly latentDim: number
  readonly hiddenDim: number | undefined
}

/** Makes both models ready to learn. */
export function createSession(engine: Engine, first: Settings): Session {
  const data = trainingSmileys()
  const test = testSmileys()
  let settings = first
  const begun = (contestant: Contestant): Learner => {
    const model = modelOf(contestant, settings, data)
    return createLearner({ family: contestant.family, model, data, engine, config: trainingConfig(model, settings) })
  }
  let learners = contestants.map(begun)
  const named = (name: string): Learner => learners.find(({ run }) => run.family.name === name)!
  const restart = async () => {
    const before = learners
    learners = contestants.map(begun)
    for (const learner of before) await learner.rest()
  }

  /** The same model under other settings, with all that it has learned. */
  async function continued(learner: Learner, contestant: Contestant, before: Settings): Promise<Learner> {
    const checkpoint = await learner.rest()
    const { run } = learner
    const model = adjusted(contestant, run.model, settings, run.data)
    const { iteration } = checkpoint
    const config = adjustedConfig(run.config, model, { before, after: settings, iteration })
    return createLearner({ ...run, model, config, checkpoint })
  }

  return {
    shown: shownData(test),
    async step() {
      const fewest = Math.min(...learners.map(({ iteration }) => iteration()))
      const news: StepNews[] = []
      for (const learner of learners.filter(({ iteration }) => iteration() === fewest)) {
        const { iteration, loss, terms } = await learner.advance()
        news.push({ name: learner.run.family.name, iteration, loss, bound: terms.elboMixture ?? terms.elbo! })
      }
      return news
    },
    async look() {
      const views: ModelView[] = []
      for (const learner of learners) views.push(await lookAt(learner, test))
      return views
    },
    async change(next) {
      const before = settings
      settings = next
      if (startsAfresh(before, next)) return restart()
      learners = await Promise.all(learners.map((learner, k) => continued(learner, contestants[k]!, before)))
    },
    restart,
    save: async (name) => encodeCheckpoint(await named(name).checkpoint()),
    async open(file, bytes) {
      const { contestant, run } = await openFile(file, bytes)
      const place = contestants.indexOf(contestant)
      await learners[place]!.rest()
      learners = learners.with(place, createLearner({ ...run, engine }))
      const { hiddenDim } = run.model.config as { readonly hiddenDim?: number }
      const { name, title } = contestant.family
      return { name, title, iteration: run.checkpoint.iteration, latentDim: run.model.latentDim, hiddenDim }
    },
    async explore(name) {
      const learner = named(name)
      const { family, model } = learner.run
      return explorerContents({
        ...{ engine, model, parameters: await learner.parameters(), data: test, examples: shownCount },
        title: `${family.title} on smileys`,
        subtitle: `J = ${model.latentDim} latents, after ${learner.iteration().toLocaleString('en')} steps in this page.`,
      })
    },
  }
}

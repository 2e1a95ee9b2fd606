import { firstExamples, type LabelledDataSet } from '@vsc/data'
import { evaluateModel } from '@vsc/inference'
import { defineStudy, loadLabelled, splitSettings, unequalTerms } from '@vsc/lab'
import { type CodesConfig, codesSchema } from './config.js'
import { findAccuracy, type Labelled } from './findings.js'
import type { EvaluatedRun } from './groups.js'
import { codesPresets } from './presets.js'
import { writeUp } from './write-up.js'

/**
 * The classification of codes in the first version of Tonolini et al. (2018): how much of the class of an image can be read off its
 * code with few labels, as the number of latents grows? VSC beside a VAE on Fashion-MNIST.
 */
export const codes = defineStudy<CodesConfig, Labelled, EvaluatedRun>({
  name: 'codes',
  description: 'how well codes are classified with few labels as J grows, VSC beside a VAE (the paper’s first version)',
  presets: codesPresets,
  schema: codesSchema,
  data: ({ data }) => [{ name: 'fashion-mnist', settings: splitSettings('fashion-mnist', 'train', data) }],
  warnings: unequalTerms,
  async prepare({ data, classifier }, context) {
    const images = (split: 'train' | 'test') => loadLabelled(splitSettings('fashion-mnist', split, data), context)
    return { labelled: firstExamples(await images('train'), classifier.labelCount), test: await images('test') }
  },
  async find(one, { config, subject: { labelled, test }, engine, announce }) {
    announce(`classifying ${test.count} test images by the codes of ${one.run.id}`)
    const encode = async (images: LabelledDataSet) => ({
      images,
      evaluation: await evaluateModel({ ...one, engine, data: images, ...config.evaluation }),
    })
    const [learned, judged] = [await encode(labelled), await encode(test)]
    const findings = await findAccuracy({ labelled: learned, test: judged }, config.classifier)
    return { ...one, evaluation: judged.evaluation, findings }
  },
  writeUp,
})

import { defineStudy, type PublishedConfig, spikedSchema, splitSettings } from '@vsc/lab'
import { type Faces, loadFaces } from './faces.js'
import { type EvaluatedRun, findFaces } from './findings.js'
import { celebAPresets } from './presets.js'
import { publishedCounts } from './published.js'
import { writeUp } from './write-up.js'

/** Faces in 32 x 32 colours, as in Tonolini et al. 2019: what single latents do to a face, and what its spikes tell of it. */
export const celebA = defineStudy<PublishedConfig, Faces, EvaluatedRun>({
  name: 'celeba',
  description: 'reconstructions, traversals and samples of faces (CelebA)',
  presets: celebAPresets,
  schema: (lab) => spikedSchema(lab, publishedCounts.train),
  data: ({ data }) => [{ name: 'celeba', settings: splitSettings('celeba', 'train', data) }],
  prepare: async (config, context) => ({
    train: await loadFaces(config, 'train', context),
    test: await loadFaces(config, 'test', context),
  }),
  async find(one, { config: { evaluation }, subject, engine, announce }) {
    announce(`evaluating ${one.run.id} on ${subject.test.count} faces`)
    return { ...one, ...(await findFaces({ trained: one, ...subject, engine, evaluation })) }
  },
  writeUp,
})

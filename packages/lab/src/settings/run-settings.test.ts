import { vscFamily } from '@vsc/core'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { createLab } from '../define-lab.js'
import { runSettings } from './run-settings.js'

const own = {
  ...vscFamily,
  name: 'own-vae',
  title: 'Own VAE',
  settings: z.strictObject({ tau: z.number().gt(0).max(5).default(2).describe('The temperature.') }),
  schedules: () => [],
}
const lab = createLab([
  {
    models: [own as never, { ...own, name: 'unsaid-vae', settings: z.any() } as never],
    dataSets: [
      {
        name: 'spectra',
        title: 'Spectra',
        options: { bands: z.number().int().min(1).max(9) },
        load: () => expect.unreachable(),
      },
    ],
  },
])
const keysOf = (model: string, data: string) => runSettings(lab, { model, data }).map(({ key }) => key)

it('lists the settings of models and data of one’s own', () => {
  const settings = runSettings(lab, { model: 'own-vae', data: 'spectra' })
  expect(settings.find(({ key }) => key === 'model.tau')).toEqual({
    key: 'model.tau',
    default: 2,
    range: 'a number above 0 and at most 5',
    meaning: 'The temperature.',
  })
  expect(settings.find(({ key }) => key === 'data.bands')?.range).toBe('a whole number from 1 to 9')
  expect(settings.find(({ key }) => key === 'model.name')?.range).toContain('own-vae')
})

it('lists the schedules that a model asks for in any of its forms, and no others', () => {
  const schedules = (model: string) => keysOf(model, 'smiley').filter((key) => key.startsWith('training.schedules.'))
  expect(schedules('vsc')).toEqual(
    ['lambda', 'slope', 'klWeight', 'sparsityWeight'].map((name) => `training.schedules.${name}`),
  )
  expect(schedules('beta-vae')).toEqual(['training.schedules.klWeight', 'training.schedules.capacity'])
  expect(schedules('own-vae')).toEqual([])
})

it('lists what it knows of a model whose schema does not say its keys', () => {
  expect(keysOf('unsaid-vae', 'smiley').filter((key) => key.startsWith('model.'))).toEqual([
    'model.name',
    'model.latentDim',
  ])
})

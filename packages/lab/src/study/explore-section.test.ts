import { expect, it } from 'vitest'
import { exploreSection } from './explore-section.js'
import type { StudiedRun } from './run-result.js'

const run = (model: string, seed: number, metrics: Readonly<Record<string, number>>, size = 10) =>
  ({
    run: { id: `${model}-seed${seed}`, model, title: model.toUpperCase(), data: 'smiley', latentDim: 4, seed },
    model: { parameterShapes: { weights: [size, 2] } },
    findings: { metrics },
  }) as unknown as StudiedRun

const explored = async (runs: readonly StudiedRun[], refused: readonly string[] = []) => {
  const asked: string[] = []
  const [section, ...more] = await exploreSection(runs, {
    announce: () => {},
    explore: async ({ id }) => {
      asked.push(id)
      return refused.includes(id) ? undefined : `explore/${id}.html`
    },
  })
  expect(more).toEqual([])
  return { asked, links: section!.links!.map(({ href }) => href), words: section!.paragraphs!.join(' ') }
}

it('links to the page of the run of each family whose bound is highest', async () => {
  const runs = [run('vsc', 1, { elbo: -9 }), run('vsc', 2, { elbo: -9, bound: -7 }), run('vae', 1, { elbo: -8 })]
  const { links, words } = await explored(runs)
  expect(links).toEqual(['explore/vsc-seed2.html', 'explore/vae-seed1.html'])
  expect(words).toContain('vsc explore runs/vsc-seed1')
})

it('leaves large models and those whose page could not be written to the command', async () => {
  const runs = [run('vsc', 1, { elbo: -9 }, 2e6), run('vae', 1, {}), run('other', 1, { elbo: Number.NaN })]
  const { asked, links, words } = await explored(runs, ['vae-seed1'])
  expect(asked).toEqual(['vae-seed1', 'other-seed1'])
  expect(links).toEqual(['explore/other-seed1.html'])
  expect((await explored(runs.slice(0, 1))).words).toContain('too large')
  expect(words).not.toContain('too large')
})

it('says nothing where nobody keeps pages', async () => {
  expect(await exploreSection([run('vsc', 1, {})], { announce: () => {} })).toEqual([])
})

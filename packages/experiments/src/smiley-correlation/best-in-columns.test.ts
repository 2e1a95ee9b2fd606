import { groupsOf } from '@vsc/lab'
import { describe, expect, it } from 'vitest'
import { type Found, runsThat } from '../../test/judged-runs.js'
import { leaderTable } from './best-in-columns.js'

const vsc: Found = { metrics: { bound: [-24, -26], within: [0.6, 0.6], zeros: [0.7, 0.7] } }
const vae = (beta: number, metrics: Found['metrics']): Found => ({ model: 'beta-vae', beta, metrics: metrics ?? {} })
const groupsThat = (...found: Found[]) => groupsOf(found.flatMap(runsThat))

describe('who is best in each column', () => {
  const groups = groupsThat(vsc, vae(1, { bound: [-20, -22] }), vae(4, { within: [0.7, 0.8] }))
  const rows = leaderTable(groups).rows

  it('is found among all points of all models, VSC or not', () => {
    expect(rows).toContainEqual(['bound', '40', 'beta-VAE, J = 40, beta = 1', '−21.00 ± 1.41', '−25.00 ± 1.41'])
    expect(rows).toContainEqual(['within', '40', 'beta-VAE, J = 40, beta = 4', '0.750 ± 0.071', '0.600 ± 0.000'])
    expect(rows).toContainEqual(['zeros', '40', 'VSC, J = 40', '0.700 ± 0.000', '0.700 ± 0.000'])
  })

  it('is no model that has learned nothing', () => {
    const collapsed: Found = { model: 'beta-vae', state: 'collapsed', metrics: { bound: [0, 0] } }
    expect(leaderTable(groupsThat(vsc, collapsed)).rows.join()).not.toContain('beta-VAE')
  })
})

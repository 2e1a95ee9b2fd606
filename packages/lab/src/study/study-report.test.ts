import { describe, expect, it } from 'vitest'
import { createLab } from '../define-lab.js'
import { judged } from './claims.js'
import type { StudyConfig } from './study-config.js'
import { type StudyReportOptions, studyReport } from './study-report.js'

const figure = { name: 'one', title: 'One', caption: '', alt: '', svg: '<svg></svg>', png: new Uint8Array() }

const reportOf = (preset: string) =>
  studyReport({
    title: 'Of spikes',
    claims: [{ claim: 'It is so.', ...judged(true, '4 of 4') }],
    sections: [
      { heading: 'Drawn', figures: [figure] },
      { heading: 'Not drawn', paragraphs: ['What would be seen.'], figures: [], tables: [] },
      { heading: 'Said', paragraphs: ['In words.'] },
    ],
    config: { preset, models: ['vsc'] } as unknown as StudyConfig,
    lab: createLab([]),
    environment: { node: '20' } as unknown as StudyReportOptions['environment'],
  })

describe('studyReport', () => {
  it('opens with the claims, which are the verdict, and ends with settings and environment', () => {
    const { verdict, report } = reportOf('quick')
    expect(verdict).toBe('Of 1 claim 1 held, 0 did not hold, and 0 were not tested.\nheld: It is so. (4 of 4)')
    const places = ['Of 1 claim ', '4 of 4', 'Drawn', 'Said', 'Environment'].map((words) => report.lastIndexOf(words))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(Math.min(...places)).toBeGreaterThan(0)
  })

  it('leaves out sections whose figures and tables are not there', () => {
    const { figures, report } = reportOf('quick')
    expect(figures).toEqual([figure])
    expect(report).not.toContain('Not drawn')
  })

  it('concludes nothing from smoke', () => {
    const { verdict } = reportOf('smoke')
    expect(verdict).toContain('not tested: It is so. (the preset smoke goes through every stage and learns nothing)')
  })
})

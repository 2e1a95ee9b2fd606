import { type Claim, report, type Section } from '@vsc/figures'
import type { Conclusion, ConclusionContext } from '../experiment/experiment.js'
import { settingsInWords } from '../experiment/settings-in-words.js'
import { countOf, untested } from './claims.js'
import { ofTrained, type StudyConfig } from './study-config.js'

/** What a study has to say. */
export interface WrittenUp {
  readonly title: string
  /** What was found, in a few sentences; by default how many claims held. */
  readonly summary?: string
  /** What was to be found, and whether it was. */
  readonly claims: readonly Claim[]
  /** Those without any of their figures and tables are left out. */
  readonly sections: readonly Section[]
}

export interface StudyReportOptions extends WrittenUp, Pick<ConclusionContext, 'lab' | 'environment'> {
  readonly config: StudyConfig
}

/** The report of a study: claims, sections, then settings and environment. The claims are the verdict too. */
export function studyReport(options: StudyReportOptions): Pick<Conclusion, 'verdict' | 'figures' | 'report'> {
  const { title, config, lab, environment } = options
  const sections = options.sections.filter(hasContent)
  const claims = config.preset === 'smoke' ? options.claims.map(ofSmoke) : options.claims
  const { summary = countOf(claims) } = options
  return {
    verdict: [summary, ...claims.map(({ holds, claim, evidence }) => `${holds}: ${claim} (${evidence})`)].join('\n'),
    figures: sections.flatMap(({ figures = [] }) => figures),
    report: report({
      ...{ title, summary, claims, sections, environment },
      settings: settingsInWords(ofTrained(lab, config)),
    }),
  }
}

const ofSmoke = ({ claim }: Claim): Claim => ({
  claim,
  ...untested('the preset smoke goes through every stage and learns nothing'),
})

/** Text alone is content where no figure or table was to come with it. */
function hasContent({ paragraphs = [], figures, tables }: Section): boolean {
  const shown = (figures?.length ?? 0) + (tables?.length ?? 0)
  return shown > 0 || (paragraphs.length > 0 && figures === undefined && tables === undefined)
}

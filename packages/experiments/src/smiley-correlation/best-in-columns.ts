import type { Table, Value } from '@vsc/figures'
import { spreadInWords } from '@vsc/lab'
import { allColumns, type Column } from './columns.js'
import type { Group } from './groups.js'
import { type Best, bestIn, latentDimOf, learnedPart } from './standings.js'

/** Who is best in one column at one J, and how far VSC comes in it. */
interface Lead {
  readonly column: Column
  readonly latentDim: number
  readonly best: Best
  readonly vsc: Best | undefined
}

/** For every column in which one way is better, and every J, the best mean of any point that was tried: VSC's or not. */
function leadsOf(groups: readonly Group[]): Lead[] {
  const learned = groups.flatMap(learnedPart)
  const latentDims = [...new Set(learned.map(latentDimOf))]
  return allColumns.flatMap((column) =>
    latentDims.flatMap((latentDim): Lead[] => {
      const there = learned.filter((group) => latentDimOf(group) === latentDim)
      const best = column.better && bestIn(there, column.name, column.better)
      if (best === undefined || best.mean === 0) return [] // 0 is what a model without such a thing has
      return [{ column, latentDim, best, vsc: bestIn(there.filter(isVsc), column.name, column.better) }]
    }),
  )
}

const isVsc = ({ runs: [one] }: Group): boolean => one.run.model === 'vsc'

/** The leaders, column by column. */
export function leaderTable(groups: readonly Group[]): Table {
  return {
    caption:
      'The best mean over seeds in each column, of all points of all models that have learned anything, and the best of VSC’s points in the same column.',
    columns: ['', 'J', 'best', 'value', 'VSC'],
    rows: leadsOf(groups).map(({ column, latentDim, best, vsc }): Value[] => [
      column.title,
      String(latentDim),
      best.group.label,
      spreadInWords(best, column.decimals),
      vsc === undefined ? '' : spreadInWords(vsc, column.decimals),
    ]),
  }
}

import type { Table, Value } from '@vsc/figures'
import { decimals } from '@vsc/lab'
import { cell, referenceCell, type TableOptions, titlesOf } from './cells.js'
import { overviewColumns } from './columns.js'
import { type Group, validationBoundOf } from './groups.js'
import { statesInWords } from './standings.js'

/** Every point of every sweep in one table, and which are shown. */
export function overviewTable({ groups, shown, references }: TableOptions): Table {
  const isChosen = groups.length > shown.length
  return {
    caption:
      'Every setting that was tried of every model: mean ± standard deviation over seeds. The bound is in nats per image; presence is an accuracy, 0.5 being chance; within is a mean |r|.',
    columns: [
      '',
      'seeds',
      'iterations',
      ...(isChosen ? ['bound, validation'] : []),
      ...titlesOf(overviewColumns),
      'is',
      '',
    ],
    rows: [
      ...references.map(({ label, metrics }) => [
        label,
        '',
        '',
        ...(isChosen ? [''] : []),
        ...overviewColumns.map((column) => referenceCell(metrics, column)),
        '',
        'reference',
      ]),
      ...groups.map((group) => [
        group.label,
        group.runs.length,
        group.runs[0].metrics.at(-1)?.iteration ?? null,
        ...(isChosen ? [validationCell(group)] : []),
        ...overviewColumns.map((column) => cell(group, column)),
        statesInWords(group),
        shown.includes(group) ? 'shown' : '',
      ]),
    ],
  }
}

function validationCell(group: Group): Value {
  const bound = validationBoundOf(group)
  return bound === undefined ? '' : decimals(2, bound)
}

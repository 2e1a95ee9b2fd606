import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layOutBands } from './bands.js'
import { groupLabelHeight, groupLabels } from './group-labels.js'
import { textWidth } from './theme.js'

/** Groups of so many bands each, under the names of Smiley's attributes. */
const layoutOf = (counts: readonly number[], size = 6) =>
  layOutBands(
    counts.flatMap((count, i) =>
      Array.from({ length: count }, () => ({
        label: '',
        group: ['bowtie', 'hat', 'eyes', 'mouth', 'unused'][i]!,
      })),
    ),
    size,
  )

/** The names as they are drawn, with what they take up, and the lines that lead to them. */
function drawn(counts: readonly number[]) {
  const svg = groupLabels(layoutOf(counts), 0).markup
  const texts = [...svg.matchAll(/<text x="([^"]+)" y="([^"]+)"[^>]*>([^<]+)</g)].map(([, x, y, text]) => {
    const half = textWidth(text!, 10) / 2
    return { text: text!, y: Number(y), left: Number(x) - half, right: Number(x) + half }
  })
  const leads = [...svg.matchAll(/<path d="M(\S+) \S+V(\S+)"/g)].map(([, x, end]) => ({
    x: Number(x),
    end: Number(end),
  }))
  return { texts, leads }
}

describe('groupLabels', () => {
  it('names every group, also one that is narrower than its name', () => {
    expect(drawn([1, 6, 3, 1, 29]).texts.map(({ text }) => text)).toEqual(['bowtie', 'hat', 'eyes', 'mouth', 'unused'])
  })

  it('keeps all names on one line where they fit', () => {
    expect(new Set(drawn([8, 8, 8, 8, 8]).texts.map(({ y }) => y)).size).toBe(1)
    expect(groupLabelHeight(layoutOf([8, 8, 8, 8, 8]))).toBe(20)
  })

  it('lets no names touch and no lead cross a name, whatever the groups', () => {
    fc.assert(
      fc.property(fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 1, max: 9 }))), (counts) => {
        const { texts, leads } = drawn([...counts, 20]) // room to the right, as unused latents leave
        texts.forEach((one, i) => {
          for (const other of texts.slice(i + 1)) {
            if (one.y === other.y) expect(one.right <= other.left || other.right <= one.left).toBe(true)
          }
          for (const { x, end } of leads) {
            if (end > one.y) expect(x < one.left || x > one.right).toBe(true)
          }
        })
      }),
      { seed: 1 },
    )
  })

  it('needs as much height as its lowest name', () => {
    const counts = [1, 1, 1, 1, 20]
    const lowest = Math.max(...drawn(counts).texts.map(({ y }) => y))
    expect(groupLabelHeight(layoutOf(counts))).toBeGreaterThanOrEqual(lowest + 4)
  })
})

import type { Factors } from '@vsc/data'
import type { Band } from '@vsc/figures'

/** What factors are called in figures, under their attributes: `hat.crownWidth` is `crown width` under `hat`. */
export function factorBands({ names, attributes }: Pick<Factors, 'names' | 'attributes'>): Band[] {
  return names.map((name, factor) => {
    if (attributes === undefined) return { label: name, group: name }
    const group = attributes.names[attributes.of[factor]!]!
    const label = name.startsWith(`${group}.`) ? name.slice(group.length + 1) : name
    return { label: label.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`), group }
  })
}

import { z } from 'zod'
import { isTree } from '../config/tree.js'
import { rangeInWords, type SchemaNode } from './range-in-words.js'
import type { Setting } from './setting.js'

/** Which keys are listed, and what stands before them. */
export interface SettingsOfOptions {
  /** Stands before every key, such as `model.`. */
  readonly prefix?: string
  /** Keys that are left out. */
  readonly without?: readonly string[]
}

/**
 * The keys that a schema has, with their defaults, ranges and meanings: what `.describe()` says, and `.meta({ range })` where the
 * schema itself cannot say what a value may be. A schema that is made of no keys has none.
 *
 * @example
 * import { z } from 'zod'
 *
 * const schema = z.strictObject({ beta: z.number().min(0).default(4).describe('The weight of the KL term.') })
 * settingsOf(schema) // [{ key: 'beta', default: 4, range: 'a number of 0 or more', meaning: 'The weight of the KL term.' }]
 */
export function settingsOf(schema: z.ZodType, { prefix = '', without = [] }: SettingsOfOptions = {}): Setting[] {
  const node = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', cycles: 'ref', reused: 'inline' })
  const filled = schema.safeParse({}).data // also what depends on other keys
  return settingsUnder(node as SchemaNode, prefix, isTree(filled) ? filled : {}).filter(
    ({ key }) => !without.includes(key.slice(prefix.length)),
  )
}

function settingsUnder({ properties = {} }: SchemaNode, prefix: string, filled: Readonly<Record<string, unknown>>) {
  return Object.entries(properties).flatMap(([name, node]): Setting[] => {
    const key = `${prefix}${name}`
    const known = filled[name] ?? node.default
    const within = partsOf(node)
    if (within?.properties !== undefined && within === node) {
      return settingsUnder(within, `${key}.`, isTree(known) ? known : {})
    }
    const own: Setting = {
      key,
      ...(known !== undefined && { default: known }),
      range: within === undefined ? rangeInWords(node) : rangeInWords(withoutParts(node, within)),
      meaning: node.description ?? '',
    }
    return within === undefined ? [own] : [own, ...settingsUnder(within, `${key}.`, {})]
  })
}

/** The keys within a key, where each has a meaning of its own: of a section, or of one that may be null. */
function partsOf(node: SchemaNode): SchemaNode | undefined {
  if (node.range !== undefined) return undefined
  const candidate =
    node.properties === undefined ? node.anyOf?.find(({ properties }) => properties !== undefined) : node
  const described = Object.values(candidate?.properties ?? {}).some(({ description }) => description !== undefined)
  return described ? candidate : undefined
}

/** A choice whose parts are listed by themselves is named by its keys alone. */
const withoutParts = (node: SchemaNode, within: SchemaNode): SchemaNode => ({
  ...node,
  anyOf: (node.anyOf ?? []).map((each) =>
    each === within ? { range: `{ ${Object.keys(within.properties ?? {}).join(', ')} }` } : each,
  ),
})

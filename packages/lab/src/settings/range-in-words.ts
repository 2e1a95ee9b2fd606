/** What of a JSON schema is read here; `range` is put there by `.meta({ range })`, where a schema cannot say it. */
export interface SchemaNode {
  readonly type?: string
  readonly range?: string
  readonly description?: string
  readonly default?: unknown
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly SchemaNode[]
  readonly oneOf?: readonly SchemaNode[]
  readonly items?: SchemaNode
  readonly prefixItems?: readonly SchemaNode[]
  readonly properties?: Readonly<Record<string, SchemaNode>>
  readonly additionalProperties?: SchemaNode | boolean
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly exclusiveMaximum?: number
}

/** What a value may be: `a whole number from 1 to 1000000`. */
export function rangeInWords(node: SchemaNode): string {
  if (node.range !== undefined) return node.range
  if (node.enum !== undefined) return either(node.enum.map(String))
  if (node.const !== undefined) return JSON.stringify(node.const)
  const choices = node.anyOf ?? node.oneOf
  if (choices !== undefined) return either(choices.map(rangeInWords))
  switch (node.type) {
    case 'integer':
      return `a whole number${limits(node)}`
    case 'number':
      return `a number${limits(node)}`
    case 'boolean':
      return 'true or false'
    case 'string':
      return 'text'
    case 'array':
      return node.prefixItems === undefined
        ? `a list; each ${rangeInWords(node.items ?? {})}`
        : `[${node.prefixItems.map(rangeInWords).join(', ')}]`
    case 'object':
      return objectInWords(node)
    default:
      return node.type ?? 'any value'
  }
}

function objectInWords({ properties, additionalProperties }: SchemaNode): string {
  if (properties !== undefined) {
    const keys = Object.entries(properties).map(([key, value]) => `${key}: ${rangeInWords(value)}`)
    return `{ ${keys.join(', ')} }`
  }
  return typeof additionalProperties === 'object'
    ? `by name, each ${rangeInWords(additionalProperties)}`
    : 'keys and values'
}

const either = (choices: readonly string[]): string =>
  new Intl.ListFormat('en', { type: 'disjunction' }).format(choices)

/** Numbers that stand for no limit, as those beyond which whole numbers are no longer exact. */
const isLimit = (value: number | undefined): value is number =>
  value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER

function limits({ minimum, maximum, exclusiveMinimum: above, exclusiveMaximum: below }: SchemaNode): string {
  if (isLimit(minimum) && isLimit(maximum)) return ` from ${minimum} to ${maximum}`
  const low = isLimit(minimum) ? `${minimum} or more` : isLimit(above) ? `above ${above}` : undefined
  const high = isLimit(maximum) ? `at most ${maximum}` : isLimit(below) ? `below ${below}` : undefined
  const parts = [low, high].filter((part) => part !== undefined)
  return parts.length === 0 ? '' : `${low?.endsWith('more') ? ' of' : ''} ${parts.join(' and ')}`
}

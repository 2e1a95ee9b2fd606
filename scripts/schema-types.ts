import { z } from 'zod'

/** What of a JSON schema is read here; `typeName` is put there by `.meta()`, for what has a type of its own. */
interface Node {
  readonly type?: string
  readonly typeName?: string
  readonly description?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Node[]
  readonly oneOf?: readonly Node[]
  readonly items?: Node
  readonly prefixItems?: readonly Node[]
  readonly properties?: Readonly<Record<string, Node>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Node | boolean
}

export interface WrittenType {
  readonly name: string
  readonly comment: string
  readonly schema: z.ZodType
  /** What a user may write, or what comes of it. */
  readonly io: 'input' | 'output'
  /** Keys that are filled in where the schema cannot say so. */
  readonly filledIn?: readonly string[]
}

/** A schema of keys as an interface in which each key has its description as a comment, which no inferred type keeps. */
export function interfaceOf({ name, comment, schema, io, filledIn = [] }: WrittenType): string {
  const node = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Node
  const required = new Set([...(node.required ?? []), ...filledIn])
  const keys = Object.entries(node.properties ?? {}).flatMap(([key, value]) => [
    ...(value.description === undefined ? [] : [`  /** ${value.description} */`]),
    `  ${keyOf(key)}${required.has(key) ? `: ${typeOf(value, '  ')}` : `?: ${typeOf(value, '  ')} | undefined`}`,
  ])
  return [`/** ${comment} */`, `export interface ${name} {`, ...keys, '}', ''].join('\n')
}

const keyOf = (key: string) => (/^\w+$/.test(key) ? key : `'${key}'`)

function typeOf(node: Node, indent: string): string {
  if (node.typeName !== undefined) return node.typeName
  if (node.enum !== undefined) return node.enum.map(literal).join(' | ')
  if (node.const !== undefined) return literal(node.const)
  const choices = node.anyOf ?? node.oneOf
  if (choices !== undefined) return choices.map((each) => typeOf(each, indent)).join(' | ')
  switch (node.type) {
    case 'integer':
    case 'number':
      return 'number'
    case 'array':
      return arrayOf(node, indent)
    case 'object':
      return objectOf(node, indent)
    case undefined:
      return 'unknown'
    default:
      return node.type
  }
}

function arrayOf({ prefixItems, items }: Node, indent: string): string {
  if (prefixItems !== undefined) return `[${prefixItems.map((each) => typeOf(each, indent)).join(', ')}]`
  const of = typeOf(items ?? {}, indent)
  return /[|{]/.test(of) ? `Array<${of}>` : `${of}[]`
}

function objectOf({ properties, required = [], additionalProperties }: Node, indent: string): string {
  if (properties === undefined) {
    return typeof additionalProperties === 'object'
      ? `Record<string, ${typeOf(additionalProperties, indent)}>`
      : 'Record<string, unknown>'
  }
  const keys = Object.entries(properties).flatMap(([key, value]) => [
    ...(value.description === undefined ? [] : [`${indent}  /** ${value.description} */`]),
    `${indent}  ${keyOf(key)}${required.includes(key) ? ': ' : '?: '}${typeOf(value, `${indent}  `)}${required.includes(key) ? '' : ' | undefined'}`,
  ])
  return ['{', ...keys, `${indent}}`].join('\n')
}

const literal = (value: unknown): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", "\\'")}'` : JSON.stringify(value)

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

// The types of options come from schemas, and TypeScript declares what a schema is made of without its comments. Run in a package's folder
// after its build, this writes them back, so that an editor shows them.

type Schemas = ReadonlyMap<string, ts.Expression>

/** What each variable of the files is set to, by its name. */
function schemasIn(files: readonly string[]): Schemas {
  const schemas = new Map<string, ts.Expression>()
  for (const file of files) {
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
    for (const statement of source.statements) {
      if (!ts.isVariableStatement(statement)) continue
      for (const { name, initializer } of statement.declarationList.declarations) {
        if (initializer) schemas.set(name.getText(), initializer)
      }
    }
  }
  return schemas
}

/** The comment on a key of a schema, be it written there or in what the schema is spread from. */
export function commentOn(schemas: Schemas, schema: string, key: string): string | undefined {
  const spread: string[] = []
  let found: string | undefined
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && node.name.getText() === key) found ??= commentBefore(node)
    if (ts.isShorthandPropertyAssignment(node) && node.name.text === key) found ??= commentBefore(node)
    if (ts.isSpreadAssignment(node)) spread.push(...node.expression.getText().match(/[\w$]+/g)!)
    if (ts.isIdentifier(node) && schemas.has(node.text)) spread.push(node.text)
    ts.forEachChild(node, visit)
  }
  const initializer = schemas.get(schema)
  if (!initializer) return undefined
  visit(initializer)
  for (const name of new Set(spread)) if (name !== schema) found ??= commentOn(schemas, name, key)
  return found
}

function commentBefore(node: ts.Node): string | undefined {
  const text = node.getSourceFile().text
  const comment = (ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [])
    .map(({ pos, end }) => text.slice(pos, end))
    .findLast((each) => each.startsWith('/**'))
  return comment?.replaceAll(/\n\s*\*/g, '\n *')
}

/** Declarations with the comments on what each declared schema is made of. */
export function withComments(declarations: string, schemas: Schemas): string {
  const source = ts.createSourceFile('index.d.ts', declarations, ts.ScriptTarget.Latest, true)
  const insertions: { readonly at: number; readonly text: string }[] = []
  const visit = (schema: string) => (node: ts.Node) => {
    if (ts.isPropertySignature(node) && node.type?.getText().startsWith('z.') && !commentBefore(node)) {
      const comment = commentOn(schemas, schema, node.name.getText())
      const at = node.getStart()
      const indent = ' '.repeat(source.getLineAndCharacterOfPosition(at).character)
      if (comment) insertions.push({ at, text: `${comment.replaceAll('\n', `\n${indent}`)}\n${indent}` })
    }
    ts.forEachChild(node, visit(schema))
  }
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue
    for (const { name, type } of statement.declarationList.declarations) if (type) visit(name.getText())(type)
  }
  return insertions.reduceRight(
    (text, insertion) => text.slice(0, insertion.at) + insertion.text + text.slice(insertion.at),
    declarations,
  )
}

const sourcesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => join(folder, file))

if (process.argv[1]?.endsWith('option-comments.ts')) {
  const types = 'dist/index.d.ts'
  // Models take keys over from core.
  const folders = ['src', '../core/src'].filter((folder) => existsSync(folder))
  const schemas = schemasIn(folders.flatMap(sourcesOf))
  writeFileSync(types, withComments(readFileSync(types, 'utf8'), schemas))
}

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import ts from 'typescript'
import { type Entry, entriesOf, sourceFiles, type WorkspacePackage } from './workspace.js'

/** A piece of documentation that claims to run. */
export interface Example {
  /** Where it stands, as `src/kl.ts:12`. */
  readonly place: string
  readonly code: string
}

/** Every block of a folder's README that is fenced as `ts`. */
export const readmeExamples = (folder: string): Example[] =>
  existsSync(join(folder, 'README.md')) ? markdownExamples(folder, 'README.md') : []

/** Every such block of the pages in docs, but for those that begin with the name of their file: their page has a test of its own. */
export const pageExamples = (root: string): Example[] =>
  readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .flatMap((name) => markdownExamples(root, `docs/${name}`))
    .filter(({ code }) => !/^\/\/ \S+\.ts\n/.test(code))

function markdownExamples(folder: string, file: string): Example[] {
  const text = readFileSync(join(folder, file), 'utf8')
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map((match) => ({
    place: `${file}:${lineAt(text, match.index)}`,
    code: match[1]!,
  }))
}

/** Every `@example` of a package's sources, with what it uses of the package's own exports imported. */
export function docExamples(each: WorkspacePackage): Example[] {
  const { folder } = each
  const entries = entriesOf(each)
  return sourceFiles(join(folder, 'src')).flatMap((file) => {
    const text = readFileSync(file, 'utf8')
    return [...text.matchAll(/\/\*\*.*?\*\//gs)].flatMap(({ 0: comment, index }) =>
      exampleTags(comment).map((body) => ({
        place: `${relative(folder, file)}:${lineAt(text, index)}`,
        code: `${importsFor(body, file, entries)}${body}\nexport {}\n`,
      })),
    )
  })
}

function exampleTags(comment: string): string[] {
  const lines = comment.replace(/\*\/$/, '').replaceAll(/^\s*\/?\*+ ?/gm, '')
  return [...lines.matchAll(/^@example\b(.*?)(?=^@\w|$(?![\s\S]))/gms)].map((match) =>
    match[1]!.replaceAll(/^```\w*$/gm, '').trim(),
  )
}

/** The imports of what an example in this file uses: from the entry that exports this very file, where several have the name. */
function importsFor(code: string, file: string, entries: readonly Entry[]): string {
  const own = (entry: Entry) => (exportsFile(entry, file) ? 0 : 1)
  const found = new Set<string>()
  return [...entries]
    .sort((one, other) => own(one) - own(other))
    .map(({ specifier, file: index }) => {
      const used = valueExports(index).filter(
        (symbol) => !found.has(symbol) && new RegExp(`(?<![.\\w])${symbol}\\b(?!\\s*:)`).test(code),
      )
      for (const symbol of used) found.add(symbol)
      return used.length === 0 ? '' : `import { ${used.join(', ')} } from '${specifier}'\n`
    })
    .join('')
}

const exportsFile = ({ file: index }: Entry, file: string): boolean =>
  readFileSync(index, 'utf8').includes(`'./${relative(dirname(index), file).replace(/\.ts$/, '.js')}'`)

function valueExports(index: string): string[] {
  const { statements } = ts.createSourceFile(index, readFileSync(index, 'utf8'), ts.ScriptTarget.Latest)
  return statements
    .filter(ts.isExportDeclaration)
    .flatMap(({ isTypeOnly, exportClause }) =>
      isTypeOnly || exportClause === undefined || !ts.isNamedExports(exportClause)
        ? []
        : exportClause.elements.filter((element) => !element.isTypeOnly).map((element) => element.name.text),
    )
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length
}

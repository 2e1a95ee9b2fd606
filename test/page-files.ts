import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import ts from 'typescript'
import { root } from './workspace.js'

/** A file that a page of documentation shows. */
export interface PageFile {
  readonly name: string
  readonly code: string
}

/** Every block of a page that is fenced as `ts` or `js` and begins with the name of its file, as `// train.ts`. */
export function pageFiles(page: string): PageFile[] {
  const text = readFileSync(join(root, page), 'utf8')
  return [...text.matchAll(/^```[tj]s\n\/\/ (\S+)\n(.*?)^```$/gms)].map(([, name, code]) => ({
    name: name!,
    code: code!,
  }))
}

/** The command lines of a page that begin with this word: of its blocks that are fenced as `sh`. */
export function pageCommands(page: string, program: string): string[][] {
  const text = readFileSync(join(root, page), 'utf8')
  return [...text.matchAll(/^```sh\n(.*?)^```$/gms)]
    .flatMap(([, lines]) => lines!.trim().split('\n'))
    .map((line) => line.split(' '))
    .filter(([word]) => word === program)
    .map(([, ...argv]) => argv)
}

export function writeFiles(folder: string, files: readonly PageFile[]): void {
  for (const { name, code } of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), code)
  }
}

/** What is wrong with the types of files, as most strict projects would see it. */
export function typeErrors(paths: readonly string[], own: ts.CompilerOptions = {}): string[] {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), ts.sys.readFile)
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root)
  const program = ts.createProgram(paths, { ...options, ...own })
  return paths
    .flatMap((path) => program.getSemanticDiagnostics(program.getSourceFile(path)))
    .map(
      ({ file, messageText }) =>
        `${relative(root, file?.fileName ?? '')}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    )
}

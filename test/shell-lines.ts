import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './workspace.js'

/** A command line of a page, as its words. */
export interface ShellLine {
  /** As `README.md: pnpm vsc --help`. */
  readonly place: string
  readonly words: readonly string[]
}

/** Every command line of a page: of its blocks that are fenced as `sh`, or as nothing and begin with an installation. */
export function shellLines(page: string): ShellLine[] {
  const text = readFileSync(join(root, page), 'utf8')
  const blocks = [...text.matchAll(/^```(sh|)\n(.*?)^```$/gms)].filter(
    ([, language, body]) => language === 'sh' || /^(npm|npx|pnpm) /.test(body!),
  )
  return blocks
    .flatMap(([, , body]) =>
      body!
        .replaceAll(/\\\n\s*/g, ' ')
        .trim()
        .split('\n'),
    )
    .map((line) => ({ place: `${page}: ${line}`, words: shellWords(line) }))
    .filter(({ words }) => words.length > 0)
}

/** The words of a line, without its comment and files that it reads or writes by `<` and `>`, and with quotes taken off. */
export function shellWords(line: string): string[] {
  const words: string[] = []
  const command = line.replaceAll(/ [<>] \S+/g, '')
  for (const [word] of command.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)) {
    if (word.startsWith('#')) break
    words.push(word.replaceAll(/'([^']*)'|"([^"]*)"/g, '$1$2'))
  }
  return words
}

import type { Command } from 'commander'
import { valuesOffered } from '../command.js'

export const shells = ['bash', 'zsh', 'fish'] as const

export type Shell = (typeof shells)[number]

/** What can follow some words of a command line: subcommands and options; after some options a value among several. */
interface Completions {
  /** `vsc data list` as `data list`; empty for the program itself. */
  readonly path: string
  readonly words: readonly string[]
  readonly choices: readonly { readonly flag: string; readonly values: readonly string[] }[]
}

/** A script for a shell that completes commands, options and their values, made from the commands themselves. */
export function completionScript(program: Command, shell: Shell): string {
  const all = completionsOf(program, '')
  if (shell === 'fish') return fishScript(all)
  // zsh runs bash's completions, once told to.
  return shell === 'zsh' ? `autoload -U +X bashcompinit && bashcompinit\n${bashScript(all)}` : bashScript(all)
}

function completionsOf(command: Command, path: string): Completions[] {
  const options = command.options.filter(({ hidden }) => !hidden)
  const own: Completions = {
    path,
    words: [
      ...command.commands.map((each) => each.name()),
      ...command.registeredArguments.flatMap(valuesOffered),
      ...options.map(({ long }) => long!),
      '--help',
    ],
    choices: options
      .map((option) => ({ flag: option.long!, values: valuesOffered(option) }))
      .filter(({ values }) => values.length > 0),
  }
  return [own, ...command.commands.flatMap((each) => completionsOf(each, `${path} ${each.name()}`.trim()))]
}

/**
 * bash takes a word apart at colons and equals signs, as in `onnx:cpu`, and puts what is offered in place of the last piece alone:
 * words are read from the line as a whole, and what stands before that piece is taken off. zsh, which runs this too, leaves words whole.
 */
const bashScript = (all: readonly Completions[]): string => `# bash completion for vsc
_vsc_offer() {
  local values="$1" given="$2" whole="$3" head="" each
  COMPREPLY=($(compgen -W "$values" -- "$given"))
  case "$COMP_WORDBREAKS" in
    *:*) case "$given" in *:*) head="\${given%:*}:" ;; esac ;;
  esac
  case "$COMP_WORDBREAKS" in
    *=*) whole="" ;;
  esac
  [ -z "$head$whole" ] && return
  local offered=()
  for each in "\${COMPREPLY[@]}"; do offered+=("$whole\${each#"$head"}"); done
  COMPREPLY=("\${offered[@]}")
}
_vsc() {
  local typed=() word before command words="" whole="" last
  if [ -n "$BASH_VERSION" ]; then
    local line="\${COMP_LINE:0:COMP_POINT}" IFS=$' \t\n'
    read -r -a typed <<< "$line"
    case "$line" in *[[:space:]]) typed+=("") ;; esac
  else
    typed=("\${COMP_WORDS[@]:0:$((COMP_CWORD + 1))}")
  fi
  last=$((\${#typed[@]} - 1))
  word="\${typed[$last]}" before="\${typed[$((last - 1))]}" command="\${typed[1]}"
  case "$word" in
    --*=*) before="\${word%%=*}" whole="\${word%%=*}=" word="\${word#*=}" ;;
  esac
  [ "$command" = data ] && [ "$last" -gt 2 ] && command="data \${typed[2]}"
  [ "$last" -eq 1 ] && command=""
  case "$command $before" in
${all.flatMap(({ path, choices }) => choices.map(({ flag, values }) => `    '${path} ${flag}') _vsc_offer '${values.join(' ')}' "$word" "$whole"; return ;;\n`)).join('')}  esac
  [ -n "$whole" ] && return
  case "$command" in
${all.map(({ path, words }) => `    '${path}') words='${words.join(' ')}' ;;\n`).join('')}  esac
  _vsc_offer "$words" "$word" ""
}
complete -o default -F _vsc vsc
`

const fishScript = (all: readonly Completions[]): string =>
  [
    '# fish completion for vsc',
    ...all.flatMap(({ path, words, choices }) => {
      const condition = `-n '${conditionFor(path)}'`
      const valuesOf = (word: string) => choices.find(({ flag }) => flag === word)?.values
      return words.map((word) => {
        if (!word.startsWith('--')) return `complete -c vsc ${condition} -f -a '${word}'`
        const values = valuesOf(word)
        return `complete -c vsc ${condition} -l ${word.slice(2)}${values ? ` -x -a '${values.join(' ')}'` : ''}`
      })
    }),
    '',
  ].join('\n')

/** When fish offers what belongs to a command: once its words were typed, and for the program before any was. */
function conditionFor(path: string): string {
  if (path === '') return '__fish_use_subcommand'
  const seen = path.split(' ').map((word) => `__fish_seen_subcommand_from ${word}`)
  return seen.join('; and ')
}

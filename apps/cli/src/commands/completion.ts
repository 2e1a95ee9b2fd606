import { Argument } from 'commander'
import { type Context, createCommand } from '../command.js'
import { completionScript, type Shell, shells } from '../completion/scripts.js'

export const completionCommand = ({ terminal }: Context) =>
  createCommand({
    name: 'completion',
    description: 'Prints a script that completes commands, options and their values in a shell.',
    examples: [
      ['vsc completion bash', 'add to ~/.bashrc: source <(vsc completion bash)'],
      ['vsc completion zsh', 'add to ~/.zshrc: source <(vsc completion zsh)'],
      ['vsc completion fish', 'write to ~/.config/fish/completions/vsc.fish'],
    ],
  })
    .addArgument(new Argument('<shell>', 'which shell').choices(shells))
    .action((shell: Shell, _, command) => {
      terminal.stdout(completionScript(command.parent!, shell))
    })

import { start } from '@vsc/cli'

// The one command `vsc experiment`, as the repository's own program.
await start({ invocation: 'pnpm run experiment' })

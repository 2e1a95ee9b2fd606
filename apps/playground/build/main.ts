import { parseArgs } from 'node:util'
import { preview } from 'vite'
import { buildPage, builtFolder, viteConfig } from './build-page.js'

const usage = `Usage: pnpm run playground [--build] [--port N] [--no-open]

Builds the playground, serves it on this machine and opens it in the browser. What is built is one file, which also opens from disk.

  --build    build the folder alone, and say where it is
  --port N   the port that it is served on (default: 4173, or the next one that is free)
  --no-open  say its address, and open nothing
  --help     say this
`

/** What was asked for, or why it cannot be, in a line. */
function asked() {
  try {
    const { values } = parseArgs({
      options: {
        build: { type: 'boolean', default: false },
        port: { type: 'string' },
        'no-open': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
    const port = values.port === undefined ? undefined : Number(values.port)
    if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536)) {
      throw new Error(`--port must be a whole number from 1 to 65535, got ${values.port}`)
    }
    return { ...values, port }
  } catch (error) {
    process.stderr.write(`error: ${(error as Error).message.split('\n')[0]}\n\n${usage}`)
    process.exit(2)
  }
}

const { build, port, help, ...rest } = asked()
if (help) {
  process.stdout.write(usage)
} else {
  await buildPage()
  process.stdout.write(`${builtFolder}\n`)
  if (!build) {
    const open = !rest['no-open']
    const server = await preview({
      ...viteConfig(),
      preview: { open, ...(port !== undefined && { port, strictPort: true }) },
    })
    process.stderr.write(`The playground is at ${server.resolvedUrls?.local[0]} until Ctrl+C.\n`)
  }
}

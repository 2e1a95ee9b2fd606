import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** The environment of a stranger's program: pnpm tells its children by NODE_PATH where this repository's modules are. */
export const strangers: NodeJS.ProcessEnv = { ...process.env, NODE_PATH: undefined }

/** Runs a program as a stranger would, and fails with all that it printed where it fails. */
export async function run(
  command: string,
  args: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string | undefined>> = {},
): Promise<string> {
  try {
    const env = { ...strangers, ...environment }
    const { stdout } = await promisify(execFile)(command, args, { cwd, env, maxBuffer: 1e8 })
    return stdout
  } catch (cause) {
    const { stdout, stderr, message } = cause as { stdout?: string; stderr?: string; message?: string }
    throw new Error(`${command} ${args.join(' ')}\n${stdout ?? ''}${stderr ?? message ?? ''}`, { cause })
  }
}

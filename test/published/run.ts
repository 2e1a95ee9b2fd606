import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Runs a program, and fails with all that it printed where it fails. */
export async function run(
  command: string,
  args: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string | undefined>> = {},
): Promise<string> {
  try {
    const env = { ...process.env, ...environment }
    const { stdout } = await promisify(execFile)(command, args, { cwd, env, maxBuffer: 1e8 })
    return stdout
  } catch (cause) {
    const { stdout, stderr, message } = cause as { stdout?: string; stderr?: string; message?: string }
    throw new Error(`${command} ${args.join(' ')}\n${stdout ?? ''}${stderr ?? message ?? ''}`, { cause })
  }
}

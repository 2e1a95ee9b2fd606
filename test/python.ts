import { execFileSync } from 'node:child_process'

/** A Python that has these modules: the one that the environment variable VSC_PYTHON names, or `python3`. */
export function pythonWith(...modules: readonly string[]): string | undefined {
  return [process.env.VSC_PYTHON, 'python3'].find((name) => {
    if (name === undefined) return false
    try {
      execFileSync(name, ['-c', `import ${modules.join(', ')}`], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  })
}

import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

/** Runs modules one after another in this process, and writes to the first argument what each threw, or null. */
const [resultsFile, ...files] = process.argv.slice(2)
const failures: (string | null)[] = []
for (const file of files) {
  try {
    await import(pathToFileURL(file).href)
    failures.push(null)
  } catch (error) {
    failures.push(error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
}
writeFileSync(resultsFile!, JSON.stringify(failures))
// An example may leave an engine's threads behind.
process.exit(0)

// Prints "passed failed skipped" of a run of Vitest, given its JSON results and its exit status, and writes what failed into a report.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const [file, status, report] = process.argv.slice(2)
const results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { testResults: [] }
const outcomes = results.testResults.flatMap(({ status, assertionResults }) => {
  const each = assertionResults.map((test) => test.status)
  // A file that fails to load has no tests, and a hook that throws fails none.
  return status === 'failed' && !each.includes('failed') ? [...each, 'failed'] : each
})
const failures = results.testResults.flatMap(({ name, status, message, assertionResults }) => {
  const each = assertionResults.filter((test) => test.status === 'failed')
  const tests = each.map(({ fullName, failureMessages }) => [fullName, ...failureMessages].join('\n'))
  return (status === 'failed' && tests.length === 0 ? [message] : tests).map((text) => `${name}\n${text}`)
})
if (report) writeFileSync(report, failures.map((failure) => `\n${failure.slice(0, 2_000)}\n`).join(''))

const count = (wanted) => outcomes.filter(wanted).length
const passed = count((outcome) => outcome === 'passed')
const failed = count((outcome) => outcome === 'failed')
const unexplained = Number(status) !== 0 && failed === 0 ? 1 : 0
console.log(passed, failed + unexplained, outcomes.length - passed - failed)

import type * as tf from '@tensorflow/tfjs'
import { declared } from './declared.js'
import { type Outcome, runSpecs, testFiles, type Way } from './run-specs.js'

// TensorFlow.js's own tests of its operators on the traced engine: `pnpm --filter @vsc/engine conformance [part of a file's name]`.
// Each test must pass, and what it reads must be what the plain backend gives; docs/engine.md declares what differs.

/** Where the numbers read differ from those of the plain backend by more than single precision explains. */
function differenceOf(found: readonly tf.BackendValues[], expected: readonly tf.BackendValues[]): string | undefined {
  if (found.length !== expected.length) return `it reads ${found.length} times, not ${expected.length}`
  for (const [i, numbers] of expected.entries()) {
    const others = found[i] as Float32Array
    if (others.length !== numbers.length) return `it reads ${others.length} numbers, not ${numbers.length}`
    const wrong = [...(numbers as Float32Array)].findIndex((number, j) => !agrees(others[j]!, number))
    if (wrong >= 0) return `it reads ${others[wrong]} where the plain backend gives ${numbers[wrong]}`
  }
  return undefined
}

const agrees = (found: number, expected: number): boolean =>
  found === expected ||
  (Number.isNaN(found) && Number.isNaN(expected)) ||
  Math.abs(found - expected) <= 2e-5 * Math.max(1, Math.abs(expected))

const part = process.argv[2] ?? ''
const files = testFiles.filter((file) => file.includes(part))
const eager = new Map<string, Outcome[]>()
const counts = new Map<Way, { passed: number; unmapped: number; declared: number; failed: number }>()
const met = new Set<string>()
const failures: string[] = []

await runSpecs(files, (outcome) => {
  const { name, way, passed, unmapped, read } = outcome
  const count = counts.get(way) ?? { passed: 0, unmapped: 0, declared: 0, failed: 0 }
  counts.set(way, count)
  const reference = eager.get(name) ?? []
  eager.set(name, reference)
  if (way === 'eager') reference.push(outcome)
  // Several tests may have one name.
  const difference = reference.map((one) => differenceOf(read, one.read))
  const agreesWithEager = difference.some((text) => text === undefined)
  const known = declared.find(({ meets }) => meets(outcome))
  if (unmapped.length > 0) count.unmapped++
  else if (passed && agreesWithEager) count.passed++
  else if (known) {
    count.declared++
    met.add(known.where)
  } else {
    count.failed++
    failures.push(`${name} (${way}): ${outcome.failures[0] ?? difference[0]}`)
  }
})

for (const [way, count] of counts) console.log(JSON.stringify({ conformance: 'tfjs-core 4.22.0', way, ...count }))
for (const { where } of declared) {
  if (part === '' && !met.has(where)) failures.push(`declared, but no test differs in it: ${where}`)
}
for (const failure of failures) console.error(failure)
console.log(
  `${files.length} files in ${Math.round(process.uptime())} s, ${Math.round(process.cpuUsage().user / 1e6)} s of the processor`,
)
process.exitCode = failures.length > 0 ? 1 : 0

// The generator alone: smileys with their ground truth, for any program that reads NumPy arrays.
//
//   pnpm example examples/smileys.ts [COUNT] [OUT.npz]

import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeNpz, generateSmiley, smileyAttributes, smileyFeatures } from '@vsc/data'

const count = Number(process.argv[2] ?? 200)
const out = process.argv[3] ?? join(mkdtempSync(join(tmpdir(), 'smileys-')), 'smileys.npz')

const images = new Uint8Array(count * 32 * 32)
const present = new Uint8Array(count * smileyAttributes.length)
const sources = new Float64Array(count * smileyFeatures.length)

// Example i depends on the seed and on i alone, so any part of a set can be drawn again.
let n = 0
for (const example of generateSmiley({ count, seed: 1 })) {
  images.set(example.image, n * 32 * 32)
  present.set(example.present, n * smileyAttributes.length)
  sources.set(example.sources, n * smileyFeatures.length)
  n++
}

const first = images.subarray(0, 32 * 32)
for (let y = 0; y < 32; y++) console.log([...first.subarray(32 * y, 32 * y + 32)].map((on) => ' #'[on]).join(''))
for (const [a, name] of smileyAttributes.entries()) {
  const having = present.filter((_, k) => k % smileyAttributes.length === a).reduce((sum, bit) => sum + bit, 0)
  console.log(`${having} of ${count} have: ${name}`)
}

const arrays = {
  x: { shape: [count, 32, 32], data: images },
  present: { shape: [count, smileyAttributes.length], data: present },
  factors: { shape: [count, smileyFeatures.length], data: sources },
}
writeFileSync(out, encodeNpz(arrays))
console.log(out)

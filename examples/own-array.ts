// Your own array: train VSC on a .npy file, and write its codes beside it.
//
//   pnpm example examples/own-array.ts [FILE.npy]
//
// The file holds examples [N, ...shape]. Without one, 400 made-up spectra of 32 channels are used.

import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeNpy } from '@vsc/data'
import { loadOwnData } from '@vsc/data/node'
import { createEngine } from '@vsc/engine'
import { evaluateModel } from '@vsc/inference'
import { configureRun, createLab, modelOf } from '@vsc/lab'
import { zeroShare } from '@vsc/metrics'
import { createRng } from '@vsc/random'
import { train } from '@vsc/training/node'

const given = process.argv[2]
const file = given !== undefined && existsSync(given) ? given : madeUpSpectra()

// What the preset says for such data, with two settings changed. Everything that is wrong is named at once.
const lab = createLab([])
const set = ['training.iterations=300', 'data.testFraction=0.2']
const { configuration, data } = await configureRun({ data: file, preset: 'smoke', set }, { lab })
const model = modelOf(lab, configuration.model, data)
const engine = await createEngine()
const { parameters, metrics } = await train({ model, data, engine, config: configuration.training })
console.log(`ELBO after training: ${metrics.at(-1)?.terms.elbo?.toFixed(1)} nats`)

// z [N, J] of the examples that were held back, with hard spikes: most of its numbers are exactly 0.
const test = await loadOwnData(file, { split: 'test', testFraction: 0.2 })
const { codes } = await evaluateModel({ engine, model, parameters, data: test, batchSize: 100, seed: 1 })
const out = join(mkdtempSync(join(tmpdir(), 'codes-')), 'codes.npy')
writeFileSync(out, encodeNpy({ shape: [codes.rows, codes.columns], data: codes.data }))
console.log(`${codes.rows} codes of ${codes.columns} numbers, ${Math.round(100 * zeroShare(codes))}% of them 0: ${out}`)

/** Each spectrum has a few of eight lines on a noisy floor. */
function madeUpSpectra(): string {
  const [count, channels] = [400, 32]
  const rng = createRng('spectra')
  const spectra = rng.fillUniform(new Float32Array(count * channels)).map((value) => value * 0.05)
  for (let n = 0; n < count; n++) {
    for (let line = 0; line < 8; line++) {
      if (rng.uniform() > 0.25) continue
      const height = 0.3 + 0.6 * rng.uniform()
      for (let m = 0; m < channels; m++) spectra[n * channels + m]! += height * Math.exp(-((m - 2 - 4 * line) ** 2))
    }
  }
  const path = join(mkdtempSync(join(tmpdir(), 'spectra-')), 'spectra.npy')
  writeFileSync(path, encodeNpy({ shape: [count, channels], data: spectra }))
  return path
}

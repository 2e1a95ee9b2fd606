// Export a model, and run it with ONNX Runtime Web, as a browser would.
//
//   pnpm example examples/export-and-run.ts [FOLDER]
//
// The files are left in the folder; examples/run_exported.py runs the same ones from Python and prints the same numbers.

import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { constant, createVsc } from '@vsc/core'
import { encodeNpy, smileyDataSet } from '@vsc/data'
import { createEngine } from '@vsc/engine'
import { exportModel } from '@vsc/inference'
import { train } from '@vsc/training/node'
import { InferenceSession, Tensor } from 'onnxruntime-web'

const folder = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'exported-'))
mkdirSync(folder, { recursive: true })

const model = createVsc({ dataDim: 1024, latentDim: 10, hiddenDim: 64, likelihood: 'bernoulli', alpha: 0.3 })
const { parameters } = await train({
  ...{ model, engine: await createEngine(), data: smileyDataSet({ count: 500, seed: 1 }) },
  config: {
    ...{ iterations: 100, batchSize: 50, learningRate: constant(1e-3) },
    schedules: { lambda: constant(1), slope: constant(100) },
  },
})

const { encoder, decoder } = exportModel({ model, parameters, metadata: { data: 'smileys' } })
const test = smileyDataSet({ count: 5, seed: 1, split: 'test' })
const x = test.read([0, 1, 2, 3, 4])
writeFileSync(join(folder, 'encoder.onnx'), encoder)
writeFileSync(join(folder, 'decoder.onnx'), decoder)
writeFileSync(join(folder, 'x.npy'), encodeNpy({ shape: [5, 1024], data: x }))

// From here on nothing of this project is used: this part runs in a browser, with the two files fetched.
const [recognise, draw] = [await InferenceSession.create(encoder), await InferenceSession.create(decoder)]
const { mu, gamma } = await recognise.run({ x: new Tensor('float32', x, [5, 1024]) })
const spikes = (await gamma!.getData()) as Float32Array
// the likeliest code: a latent is on where its spike probability is above one half
const z = ((await mu!.getData()) as Float32Array).map((value, k) => (spikes[k]! > 0.5 ? value : 0))
const { mean } = await draw.run({ z: new Tensor('float32', z, [5, model.latentDim]) })
const pixels = (await mean!.getData()) as Float32Array

const error = x.reduce((sum, pixel, k) => sum + Math.abs(pixel - pixels[k]!), 0) / x.length
console.log(`${z.filter((value) => value !== 0).length} latents on in 5 images, error per pixel ${error.toFixed(4)}`)
console.log(folder)

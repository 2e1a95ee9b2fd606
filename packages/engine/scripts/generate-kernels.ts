import { writeFileSync } from 'node:fs'
import * as tf from '@tensorflow/tfjs-core'
import { ownKernels } from '../src/tracing/registry.js'

const target = new URL('../KERNELS.md', import.meta.url)

/** Kernels of TensorFlow.js that are the gradients of others, and so have none. */
const isGradient = (kernel: string) => /Grad$|Backprop/.test(kernel)

/** The page that says which kernels a traced body may use. */
export function kernelsPage(): string {
  const hasGradient = (kernel: string) => tf.getGradient(kernel) !== undefined
  const others = tf
    .getKernelsForBackend('cpu')
    .map(({ kernelName }) => kernelName)
    .filter((kernel) => !ownKernels.includes(kernel))
    .sort()
  const list = (kernels: readonly string[]) => `${kernels.map((kernel) => `\`${kernel}\``).join(', ')}.`
  return [
    '# Kernels of the traced engines',
    '',
    'Made by `pnpm --filter @vsc/engine generate`; do not edit. The names are those of TensorFlow.js, whose ops are made of them:',
    '`tf.profile` shows which ones an op runs. What is not here a body cannot use under an `onnx` engine, unless `registerMapping`',
    'says how it is written in ONNX.',
    '',
    '## With gradients',
    '',
    list(ownKernels.filter(hasGradient)),
    '',
    '## Forward only',
    '',
    'TensorFlow.js itself has no gradient for these.',
    '',
    list(ownKernels.filter((kernel) => !hasGradient(kernel) && !isGradient(kernel))),
    '',
    '## The gradients of others',
    '',
    list(ownKernels.filter((kernel) => isGradient(kernel) && !hasGradient(kernel))),
    '',
    '## Not mapped',
    '',
    list(others),
    '',
  ].join('\n')
}

if (process.argv[1]?.endsWith('generate-kernels.ts')) writeFileSync(target, kernelsPage())

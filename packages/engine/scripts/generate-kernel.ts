import { readFileSync, writeFileSync } from 'node:fs'
import initWabt from 'wabt'

const source = new URL('../src/adam/adam-kernel.wat', import.meta.url)
const target = new URL('../src/adam/adam-kernel.ts', import.meta.url)

/** The TypeScript file that carries the kernel: WebAssembly text, assembled. */
export async function kernelModule(): Promise<string> {
  const wabt = await initWabt()
  const module = wabt.parseWat('adam-kernel.wat', readFileSync(source, 'utf8'), { simd: true })
  const { buffer } = module.toBinary({})
  return [
    '// Made from adam-kernel.wat by scripts/generate-kernel.ts; do not edit.',
    `export const adamKernel =\n  '${Buffer.from(buffer).toString('base64')}'`,
    '',
  ].join('\n')
}

if (process.argv[1]?.endsWith('generate-kernel.ts')) writeFileSync(target, await kernelModule())

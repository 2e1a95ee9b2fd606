import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

// Fills the package of one platform, as it is packed, from the onnxruntime-node that is installed here.

/** The same library under the name that nothing asks for. */
const isTwin = (file: string) => /^libonnxruntime\.\d+\.\d+\.\d+\.dylib$/.test(file)

const platform = process.argv[2]!
const own = join(import.meta.dirname, platform)
const original = dirname(createRequire(join(own, 'package.json')).resolve('onnxruntime-node/package.json'))
const binaries = join('bin/napi-v6', ...platform.split('-'))

for (const folder of ['bin', 'dist']) rmSync(join(own, folder), { recursive: true, force: true })
if (!existsSync(join(original, binaries))) {
  throw new Error(`onnxruntime-node has no binaries for ${platform}: there is no ${binaries} in ${original}`)
}
mkdirSync(join(own, binaries), { recursive: true })
for (const file of readdirSync(join(original, binaries)).filter(
  (name) => !isTwin(name) && !name.includes('providers'),
)) {
  copyFileSync(join(original, binaries, file), join(own, binaries, file))
}
cpSync(join(original, 'dist'), join(own, 'dist'), { recursive: true, filter: (file) => !file.endsWith('.map') })

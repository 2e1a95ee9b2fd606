import { describe, expect, it } from 'vitest'
import { fakeMachine } from '../../test/fake-machine.js'
import { findWebGpu, hasHardwareWebGpu } from './webgpu.js'

// What ONNX Runtime 1.30 and the Vulkan loader 1.3.239 print, shortened.
const noAdapter = 'Error: webgpu_context.cc:136 Failed to get a WebGPU adapter: No supported adapters'
const noLoader = `Warning: Couldn't load Vulkan: libvulkan.so.1: cannot open shared object file: No such file or directory\n${noAdapter}`
const noDriver = `Warning: vkCreateInstance: Found no drivers!\nWarning: vkCreateInstance failed with VK_ERROR_INCOMPATIBLE_DRIVER\n${noAdapter}`
const devices = (...names: string[]) =>
  [
    'INFO | DRIVER:         Original order:',
    ...names.map((name, i) => `INFO | DRIVER:               [${i}] ${name}  `),
  ].join('\n')
const using = (name: string) =>
  `${devices(name)}\nDRIVER:                  Using "${name}" with driver: "libvulkan.so"\n`
const llvmpipe = 'llvmpipe (LLVM 15.0.6, 256 bits)'

const machine = (worked: boolean, output: string, rest: Parameters<typeof fakeMachine>[0] = {}) =>
  fakeMachine({ trials: { webgpu: { worked, output } }, ...rest })
const softwareAllowed = { environment: { VSC_SOFTWARE_GPU: '1' } }

describe('findWebGpu', () => {
  it('names the adapter that is used', async () => {
    const found = await findWebGpu(machine(true, using(llvmpipe) + using('NVIDIA GeForce RTX 4090')))
    expect(found).toEqual({ available: true, device: 'NVIDIA GeForce RTX 4090, WebGPU' })
  })

  it.each([
    ['no Vulkan loader', noLoader, /no Vulkan loader \(libvulkan\.so\.1\)/, /libvulkan1/],
    ['a loader without drivers', noDriver, /no Vulkan adapter: no driver/, /mesa-vulkan-drivers.*container/],
    [
      'an adapter that lacks something',
      `${devices(llvmpipe)}\n${noAdapter}`,
      /found: llvmpipe \(LLVM 15\.0\.6, 256 bits\)\)/,
      /Mesa's must be 25 or newer/,
    ],
    ['a crash', 'ended by SIGSEGV', /WebGPU fails: ended by SIGSEGV/, /onnx:cpu/],
    ['silence', '', /printed nothing/, /onnx:cpu/],
    [
      'no WebGPU in this build',
      "executionProviders[0] is unsupported: 'webgpu'",
      /without WebGPU for linux-x64/,
      /onnx:cpu/,
    ],
  ])('explains %s', async (_, output, reason, advice) => {
    expect(await findWebGpu(machine(false, output))).toEqual({
      available: false,
      reason: expect.stringMatching(reason),
      advice: expect.stringMatching(advice),
    })
  })

  it('takes a software adapter only where it is asked for', async () => {
    expect(await findWebGpu(machine(true, using(llvmpipe)))).toMatchObject({
      available: false,
      reason: expect.stringContaining(llvmpipe),
      advice: expect.stringContaining('VSC_SOFTWARE_GPU=1'),
    })
    expect(await findWebGpu(machine(true, using(llvmpipe), softwareAllowed))).toMatchObject({ available: true })
  })

  it('takes an adapter that an old loader does not name for hardware where Linux lends a GPU', async () => {
    expect((await findWebGpu(machine(true, ''))).available).toBe(false)
    expect((await findWebGpu(machine(true, '', { folders: { '/dev': ['null', 'nvidia0'] } }))).available).toBe(true)
  })

  it('reads what ONNX Runtime discovers where there is no Vulkan', async () => {
    const cpu = 'Discovered OrtHardwareDevice {vendor_id:0x8086, device_id:0x0, vendor:Intel, type:0, metadata: []}\n'
    const gpu =
      'Discovered OrtHardwareDevice {vendor_id:0x10de, device_id:0x1, vendor:NVIDIA, type:1, metadata: [Description=NVIDIA RTX A2000, Discrete=1, ]}\n'
    const windows = { system: 'win32-x64' }
    expect(await findWebGpu(machine(true, cpu + gpu, windows))).toMatchObject({ device: 'NVIDIA RTX A2000, WebGPU' })
    expect(await findWebGpu(machine(true, cpu, windows))).toMatchObject({
      available: false,
      reason: expect.stringContaining('software'),
    })
    const mac = { system: 'darwin-arm64', processor: 'Apple M4' }
    expect(await findWebGpu(machine(true, '', mac))).toMatchObject({ device: 'Apple M4, WebGPU' })
  })
})

describe('hasHardwareWebGpu', () => {
  const withGpu = { folders: { '/dev/dri': ['card0', 'renderD128'] } }
  it('holds for hardware alone, also where software is allowed', async () => {
    expect(await hasHardwareWebGpu(machine(true, using('AMD Radeon'), { ...withGpu, ...softwareAllowed }))).toBe(true)
    expect(await hasHardwareWebGpu(machine(true, using(llvmpipe), { ...withGpu, ...softwareAllowed }))).toBe(false)
    expect(await hasHardwareWebGpu(machine(false, noDriver, withGpu))).toBe(false)
  })

  it('tries nothing where Linux lends no GPU', async () => {
    expect(await hasHardwareWebGpu(fakeMachine(softwareAllowed))).toBe(false)
  })
})

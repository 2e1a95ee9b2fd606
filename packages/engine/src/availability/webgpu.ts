import { type Availability, unavailable } from './availability.js'
import type { Machine } from './machine.js'
import type { ProviderTrial } from './provider-trial.js'

/** Allows adapters that are software: a processor that plays a GPU, for tests. */
const SOFTWARE_VARIABLE = 'VSC_SOFTWARE_GPU'
const softwareNames = /llvmpipe|lavapipe|swiftshader|softpipe|basic render/i

/** Files by which Linux lends a GPU to programs. */
const deviceFiles = /^(nvidia\d+|dxg|kfd)$/

/**
 * Whether WebGPU runs here, tried in a process of its own. A software adapter counts only where the environment variable
 * VSC_SOFTWARE_GPU is 1.
 */
export async function findWebGpu(machine: Machine): Promise<Availability> {
  const runtime = machine.onnxRuntime()
  if (!runtime.available) return runtime
  const trial = await machine.tryProvider('webgpu')
  if (!trial.worked) return explainFailure(machine, trial.output)
  const adapter = adapterOf(machine, trial)
  if (adapter.software && machine.environment[SOFTWARE_VARIABLE] !== '1') {
    return unavailable(
      `the only WebGPU adapter is software (${adapter.name}), which is slower than onnx:cpu`,
      `Install the Vulkan driver of your GPU; to run on the software adapter all the same, for a test, set ${SOFTWARE_VARIABLE}=1`,
    )
  }
  return { available: true, device: `${adapter.name}, WebGPU` }
}

/** Whether there is a GPU, and WebGPU runs on it. Asks for no trial where Linux lends no GPU. */
export async function hasHardwareWebGpu(machine: Machine): Promise<boolean> {
  if (machine.system.startsWith('linux') && !lendsGpu(machine)) return false
  return (await findWebGpu({ ...machine, environment: {} })).available
}

function lendsGpu(machine: Machine): boolean {
  const renders = machine.list('/dev/dri').some((name) => name.startsWith('render'))
  return renders || machine.list('/dev').some((name) => deviceFiles.test(name))
}

interface Adapter {
  readonly name: string
  readonly software: boolean
}

function adapterOf(machine: Machine, { output }: ProviderTrial): Adapter {
  if (machine.system.startsWith('linux')) {
    // The loader's last words on a device are the one that was chosen.
    const name = [...output.matchAll(/Using "(.+)" with driver/g)].at(-1)?.[1]
    return name === undefined
      ? { name: 'unknown adapter', software: !lendsGpu(machine) }
      : { name, software: softwareNames.test(name) }
  }
  const gpu = /OrtHardwareDevice \{[^}]*vendor:([^,]*), type:1,[^}]*/.exec(output)
  const name = /Description=([^,\]]+)/.exec(gpu?.[0] ?? '')?.[1] ?? gpu?.[1]
  if (machine.system.startsWith('darwin')) return { name: name || machine.processor, software: false }
  // Windows emulates a GPU where there is none.
  return gpu ? { name: name || 'GPU', software: false } : { name: 'Microsoft Basic Render Driver', software: true }
}

function explainFailure(machine: Machine, output: string): Availability {
  const linux = machine.system.startsWith('linux')
  const inContainers = 'In a container, pass the GPU in'
  if (/is unsupported: 'webgpu'/.test(output)) {
    return unavailable(`ONNX Runtime comes without WebGPU for ${machine.system}`, 'Use onnx:cpu')
  }
  if (linux && /Couldn't load Vulkan|libvulkan\.so\.1: cannot open/.test(output)) {
    return unavailable(
      'there is no Vulkan loader (libvulkan.so.1)',
      `Install libvulkan1 (Debian, Ubuntu), vulkan-loader (Fedora) or vulkan-icd-loader (Arch), and your GPU's Vulkan driver. ${inContainers}`,
    )
  }
  if (linux && /No supported adapters/.test(output)) {
    const found = [...new Set([...output.matchAll(/^.*\[\d+\] (.+?) *$/gm)].map((match) => match[1]!.trim()))]
    return found.length === 0
      ? unavailable(
          'there is no Vulkan adapter: no driver knows a GPU here',
          `Install your GPU's Vulkan driver: NVIDIA's own, or mesa-vulkan-drivers for AMD and Intel. ${inContainers}`,
        )
      : unavailable(
          `no Vulkan adapter can do what WebGPU needs (found: ${found.join(', ')})`,
          "Update the GPU's driver; Mesa's must be 25 or newer",
        )
  }
  if (/No supported adapters/.test(output)) {
    return unavailable('there is no WebGPU adapter', "Install or update the GPU's driver")
  }
  return unavailable(`WebGPU fails: ${lastLine(output)}`, "Update the GPU's driver, or use onnx:cpu")
}

const lastLine = (output: string): string => output.trim().split('\n').at(-1) || 'it ended and printed nothing'

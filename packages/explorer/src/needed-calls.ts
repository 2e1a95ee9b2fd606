import type { KernelCall, KernelProgram } from './kernel-program.js'

/** The program without what none of its outputs needs. Its inputs stay, needed or not. */
export function needed({ inputs, weights, calls, outputs }: KernelProgram): KernelProgram {
  const wanted = new Set(Object.values(outputs))
  const kept: KernelCall[] = []
  for (const call of calls.toReversed()) {
    if (!call.outputs.some((id) => wanted.has(id))) continue
    for (const id of Object.values(call.inputs)) wanted.add(id)
    kept.push(call)
  }
  const used = Object.entries(weights).filter(([, id]) => wanted.has(id))
  return { inputs, weights: Object.fromEntries(used), calls: kept.reverse(), outputs }
}

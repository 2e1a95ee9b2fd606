import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Engine } from '@vsc/engine'
import { errorBarFigure } from '@vsc/figures'
import type { Ceilings } from './ceilings.js'
import { measureStep } from './measure-step.js'
import { print } from './print.js'
import { lengthOf, type StepSize } from './step-size.js'

const base: StepSize = { latentDim: 40, hiddenDim: 1000, batch: 200, pseudoInputCount: 20 }

/** What is varied while the rest stays as in `base`; of a quick run every other one. */
const sweeps = [
  { key: 'batch', symbol: 'B', values: [50, 100, 200, 500, 1000] },
  { key: 'hiddenDim', symbol: 'H', values: [100, 300, 1000, 2000, 4000] },
  { key: 'latentDim', symbol: 'J', values: [10, 40, 100, 200, 400] },
  { key: 'pseudoInputCount', symbol: 'K', values: [5, 20, 50, 100, 200] },
] as const

/** How a step of VSC grows with the batch, the hidden units, the latents and the pseudo-inputs: a line each, and a figure. */
export async function measureGrowth(
  engine: Engine,
  ceilings: Ceilings,
  { quick, plots }: { readonly quick: boolean; readonly plots: string | undefined },
): Promise<void> {
  const panels = []
  for (const { key, symbol, values } of sweeps) {
    const [measured, floor] = [[], []] as { x: number; values: readonly number[] }[][]
    for (const x of values.filter((_, i) => !quick || i % 2 === 0)) {
      const size = { ...base, [key]: x }
      const { line, laps } = await measureStep(engine, { model: 'vsc', ...size }, lengthOf(size, quick), ceilings)
      print({ ...line, bench: 'growth', varied: symbol })
      measured!.push({ x, values: laps })
      floor!.push({ x, values: [line.floorMs] })
    }
    panels.push({
      title: `ms per step against ${symbol}`,
      xTitle: symbol,
      series: [
        { name: 'measured', points: measured! },
        { name: 'floor', points: floor! },
      ],
    })
  }
  if (plots === undefined) return
  const { latentDim, hiddenDim, batch, pseudoInputCount } = base
  const { svg, png } = await errorBarFigure({
    name: 'growth',
    title: 'What a training step of VSC costs',
    caption: `One of B, H, J and K varied, the others as in (J, H, B, K) = (${latentDim}, ${hiddenDim}, ${batch}, ${pseudoInputCount}), with 784 inputs. ${engine.name} on ${engine.device}. Floor: matrix products and Adam's bytes at the machine's ceilings.`,
    panels,
  })
  await mkdir(plots, { recursive: true })
  await writeFile(join(plots, 'growth.svg'), svg)
  await writeFile(join(plots, 'growth.png'), png)
}

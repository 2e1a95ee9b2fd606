import { change, mean, rowOf } from '@vsc/lab'
import type { Path } from './paths.js'

/** A spike that was switched, and how far that moved the image: the mean absolute difference of pixels. */
export interface Switch {
  readonly latent: number
  readonly on: boolean
  readonly change: number
}

/** The switches of a discrete path, one from each image to the next. */
export function switchesOf({ codes, images }: Pick<Path, 'codes' | 'images'>): Switch[] {
  return Array.from({ length: codes.rows - 1 }, (_, step) => {
    const at = (row: number, j: number) => codes.data[row * codes.columns + j]!
    const latents = Array.from({ length: codes.columns }, (_, j) => j)
    const latent = latents.find((j) => at(step, j) !== at(step + 1, j))!
    return {
      latent,
      on: at(step, latent) === 0,
      change: change(rowOf(images, step), rowOf(images, step + 1)),
    }
  })
}

/** How a switch is called under an image: `+17`, `−3`. */
export const nameOf = ({ latent, on }: Switch): string => `${on ? '+' : '−'}${latent}`

/** How often each latent was switched and how far that moves the image, the furthest first. */
export function byLatent(switches: readonly Switch[]) {
  const latents = [...new Set(switches.map(({ latent }) => latent))]
  return latents
    .map((latent) => {
      const changes = switches.filter((one) => one.latent === latent).map(({ change }) => change)
      return { latent, count: changes.length, change: mean(changes) }
    })
    .sort((a, b) => b.change - a.change)
}

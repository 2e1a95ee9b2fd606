/** What a person can change, in numbers. */
export interface Settings {
  /** alpha, the share of VSC's latents that its prior has on. */
  readonly alpha: number
  /** J of both models. */
  readonly latentDim: number
  /** H of both models. */
  readonly hiddenDim: number
  /** Adam's step size, for both models. */
  readonly learningRate: number
  /** Steps over which the weight of what is said of the code rises to 1, for both models. */
  readonly warmUp: number
  /** The weight of the KL term of the beta-VAE. */
  readonly beta: number
}

export type SettingName = keyof Settings

/** A setting as a slider shows it. */
export interface Slider {
  readonly label: string
  /** What it does, for people. */
  readonly meaning: string
  readonly lowest: number
  readonly highest: number
  readonly usual: number
  /** From one value to the next; where the slider is logarithmic, as a share of the value. */
  readonly step: number
  readonly logarithmic?: boolean
  /** The models start afresh where it changes; otherwise they go on with it. */
  readonly afresh?: boolean
}

export const sliders: Readonly<Record<SettingName, Slider>> = {
  alpha: {
    label: 'Prior sparsity α',
    meaning: 'The share of its latents that VSC expects to be on in an image.',
    ...{ lowest: 0.02, highest: 0.9, usual: 0.4, step: 0.02 },
  },
  beta: {
    label: 'KL weight β of the beta-VAE',
    meaning: 'What the beta-VAE pays for its code; 1 makes it a plain VAE.',
    ...{ lowest: 0.5, highest: 10, usual: 1, step: 0.5 },
  },
  learningRate: {
    label: 'Step size',
    meaning: 'How far each step of Adam goes, in both models.',
    ...{ lowest: 1e-4, highest: 1e-2, usual: 2e-3, step: 0.1, logarithmic: true },
  },
  warmUp: {
    label: 'Warm-up, in steps',
    meaning:
      'Over so many steps the cost of the code rises from nothing, so that latents are found before they are given up.',
    ...{ lowest: 0, highest: 2000, usual: 200, step: 20 },
  },
  latentDim: {
    label: 'Latents J',
    meaning: 'How many numbers a code has, in both models.',
    ...{ lowest: 2, highest: 60, usual: 20, step: 1, afresh: true },
  },
  hiddenDim: {
    label: 'Hidden units H',
    meaning: 'The width of encoder and decoder, in both models.',
    ...{ lowest: 8, highest: 400, usual: 100, step: 4, afresh: true },
  },
}

export const settingNames = Object.keys(sliders) as SettingName[]

export const usualSettings = Object.fromEntries(settingNames.map((name) => [name, sliders[name].usual])) as Record<
  SettingName,
  number
>

/** Settings from the address of the page, such as `?latentDim=10&alpha=0.2`; what is no number of the range stays as usual. */
export function settingsOfAddress(query: URLSearchParams): Settings {
  const asked = settingNames.flatMap((name) => {
    const value = Number(query.get(name) ?? Number.NaN)
    const { lowest, highest } = sliders[name]
    return value >= lowest && value <= highest ? [[name, value] as const] : []
  })
  return { ...usualSettings, ...Object.fromEntries(asked) }
}

/** Whether the models have to start afresh to go from one to the other. */
export const startsAfresh = (before: Settings, after: Settings): boolean =>
  settingNames.some((name) => sliders[name].afresh && before[name] !== after[name])

/** A row of figure 9 of Tonolini et al. 2019, read off its colour scale (+-0.01, saturating at 0.69). */
export interface Published {
  /** Latents whose largest |r| is above 0.07. */
  readonly activeLatents: number
  /** Mean over features of the best |r|. */
  readonly meanBestCorrelation: number
}

/** How long the models of figure 9 were trained. */
export const publishedIterations = 200_000

const figure9: Readonly<Partial<Record<string, Readonly<Record<number, Published>>>>> = {
  vsc: {
    18: { activeLatents: 14, meanBestCorrelation: 0.51 },
    40: { activeLatents: 19, meanBestCorrelation: 0.64 },
    50: { activeLatents: 18, meanBestCorrelation: 0.58 },
    60: { activeLatents: 19, meanBestCorrelation: 0.62 },
  },
  'beta-vae': {
    18: { activeLatents: 16, meanBestCorrelation: 0.43 },
    40: { activeLatents: 11, meanBestCorrelation: 0.36 },
    50: { activeLatents: 7, meanBestCorrelation: 0.39 },
    60: { activeLatents: 5, meanBestCorrelation: 0.18 },
  },
  'beta-tcvae': {
    18: { activeLatents: 7, meanBestCorrelation: 0.31 },
    40: { activeLatents: 9, meanBestCorrelation: 0.41 },
    50: { activeLatents: 7, meanBestCorrelation: 0.44 },
    60: { activeLatents: 6, meanBestCorrelation: 0.49 },
  },
}

/** What figure 9 shows of this model at this J, if it does. */
export const publishedFor = (model: string, latentDim: number): Published | undefined => figure9[model]?.[latentDim]

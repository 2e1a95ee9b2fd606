import {
  activeLatents,
  attributesOwned,
  correlationContrast,
  correlationMatrix,
  meanBestCorrelation,
  signedCorrelationMatrix,
} from '@vsc/metrics'
import { shared } from './compute-metrics.js'
import type { GroundTruth, Ingredients } from './ingredients.js'
import { defineMetric } from './metric.js'

const ofPaper = ['codes', 'factors', 'attributes'] as const
const ofSigned = ['posteriorMeans', 'factors'] as const

/** |corr(|S V|, |z|)|, [F, J]: sources and codes with spikes are 0 where there is nothing, so their magnitudes are compared. */
const magnitudes = shared(({ codes, factors }: Pick<Ingredients, (typeof ofPaper)[number]>) =>
  correlationMatrix(factors.values, codes),
)

/** corr(factor, E[z|x]), [F, J] */
const signed = shared(({ posteriorMeans, factors }: Pick<Ingredients, (typeof ofSigned)[number]>) =>
  signedCorrelationMatrix(factors.values, posteriorMeans),
)

/** A contrast is one between attributes. */
const areSeveral = ({ attributeOf }: GroundTruth) => new Set(attributeOf).size > 1

/** Which latent answers to which factor: by the paper's matrix where examples have attributes, and by that of posterior means. */
export const structureMetrics = [
  /** Latents with a column of the paper's matrix above 0.07 (figure 9 of Tonolini et al. 2019). How many are in use at all is `activeUnits`. */
  defineMetric({
    name: 'activeLatents',
    title: 'active latents',
    decimals: 1,
    needs: ofPaper,
    compute: (given) => activeLatents(magnitudes(given)).length,
  }),
  defineMetric({
    name: 'attributesOwned',
    title: 'owned',
    decimals: 1,
    better: 'higher',
    needs: ofPaper,
    compute: (given) => attributesOwned(magnitudes(given), given.factors.attributeOf).length,
  }),
  defineMetric({
    name: 'correlationContrast',
    title: 'contrast',
    decimals: 2,
    better: 'higher',
    needs: ofPaper,
    compute: (given) =>
      areSeveral(given.factors) ? correlationContrast(magnitudes(given), given.factors.attributeOf) : undefined,
  }),
  defineMetric({
    name: 'meanBestCorrelation',
    title: 'mean best |r|',
    decimals: 2,
    better: 'higher',
    needs: ofPaper,
    compute: (given) => meanBestCorrelation(magnitudes(given)),
  }),
  /** The same four of the signed matrix, of any factors. */
  defineMetric({
    name: 'signedActiveLatents',
    title: 'active latents, signed',
    decimals: 1,
    needs: ofSigned,
    compute: (given) => activeLatents(signed(given)).length,
  }),
  defineMetric({
    name: 'signedAttributesOwned',
    title: 'owned, signed',
    decimals: 1,
    better: 'higher',
    needs: ofSigned,
    compute: (given) => attributesOwned(signed(given), given.factors.attributeOf).length,
  }),
  defineMetric({
    name: 'signedContrast',
    title: 'contrast, signed',
    decimals: 3,
    better: 'higher',
    needs: ofSigned,
    compute: (given) =>
      areSeveral(given.factors) ? correlationContrast(signed(given), given.factors.attributeOf) : undefined,
  }),
  defineMetric({
    name: 'signedBestCorrelation',
    title: 'mean best r, signed',
    decimals: 3,
    better: 'higher',
    needs: ofSigned,
    compute: (given) => meanBestCorrelation(signed(given)),
  }),
] as const

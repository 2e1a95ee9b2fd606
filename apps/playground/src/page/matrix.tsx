import { useMemo } from 'preact/hooks'
import type { ModelView, ShownData } from '../view.js'
import { Canvas, type Draw } from './canvas.js'

/** Pixels of a feature's row, between attributes, and for the names of attributes. */
const [row, gap, names] = [8, 5, 56]

/** How closely each latent follows each feature, as figure 9 of the paper shows it: attributes are blocks of rows. */
export function CorrelationMatrix({ view, shown }: { readonly view: ModelView; readonly shown: ShownData }) {
  const { attributes, attributeOf } = shown
  const height = attributeOf.length * row + (attributes.length - 1) * gap
  const draw = useMemo<Draw>(() => {
    const { correlations, latentDim } = view
    return (context, { width }, colour) => {
      const cell = (width - names) / latentDim
      const topOf = (feature: number) => feature * row + attributeOf[feature]! * gap
      context.font = '12px system-ui, sans-serif'
      context.textBaseline = 'middle'
      context.fillStyle = colour('--muted')
      attributes.forEach((name, a) => {
        const features = [...attributeOf.keys()].filter((feature) => attributeOf[feature] === a)
        context.fillText(name, 0, (topOf(features[0]!) + topOf(features.at(-1)!) + row) / 2)
      })
      attributeOf.forEach((_, feature) => {
        context.globalAlpha = 1
        context.fillStyle = colour('--panel')
        context.fillRect(names, topOf(feature), width - names, row)
        context.fillStyle = colour('--accent')
        for (let j = 0; j < latentDim; j++) {
          context.globalAlpha = Math.min(1, correlations[feature * latentDim + j]!)
          context.fillRect(names + j * cell, topOf(feature), Math.max(1, cell - 1), row - 1)
        }
      })
    }
  }, [view, attributes, attributeOf])
  const followed = view.followers.map(({ attribute, latent, correlation }) =>
    correlation > 0 ? `${attribute}: latent ${latent}, ${correlation.toFixed(2)}` : `${attribute}: none`,
  )
  return (
    <>
      <h4>Correlations of latents with what images are made of</h4>
      <Canvas
        height={height}
        draw={draw}
        label={`How closely each of ${view.latentDim} latents follows each of ${attributeOf.length} features. Closest for each attribute: ${followed.join('; ')}`}
      />
      <p class="quiet">
        {view.followers.map(({ attribute, latent, correlation }, k) => (
          <span key={attribute}>
            {k > 0 && ' · '}
            {attribute} {correlation > 0 ? `z${latent} ${correlation.toFixed(2)}` : '–'}
          </span>
        ))}
      </p>
    </>
  )
}

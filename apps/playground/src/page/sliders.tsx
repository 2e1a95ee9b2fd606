import { useState } from 'preact/hooks'
import { type SettingName, type Settings, type Slider, settingNames, sliders, usualSettings } from '../settings.js'

/** A slider for each setting. What is dragged is shown at once, and goes to the models where it is let go. */
export function Sliders({
  settings,
  onChange,
}: {
  readonly settings: Settings
  readonly onChange: (settings: Settings) => void
}) {
  const [touched, touch] = useState<SettingName>('alpha')
  return (
    <section aria-labelledby="settings">
      <h2 id="settings">Settings</h2>
      <div class="settings">
        {settingNames.map((name) => (
          <OneSlider
            key={name}
            name={name}
            value={settings[name]}
            onTouch={() => touch(name)}
            onChange={(value) => onChange({ ...settings, [name]: value })}
          />
        ))}
      </div>
      <p class="quiet meaning">
        <b>{sliders[touched].label}.</b> {inFull(sliders[touched])}
      </p>
      <p>
        <button
          type="button"
          disabled={settingNames.every((name) => settings[name] === usualSettings[name])}
          onClick={() => onChange(usualSettings)}
        >
          The usual settings
        </button>
      </p>
    </section>
  )
}

function OneSlider({
  name,
  value,
  onTouch,
  onChange,
}: {
  readonly name: SettingName
  readonly value: number
  readonly onTouch: () => void
  readonly onChange: (value: number) => void
}) {
  const slider = sliders[name]
  const [dragged, drag] = useState<number>()
  const shown = dragged ?? value
  const { lowest, highest, step, logarithmic, label } = slider
  const place = logarithmic ? Math.log10 : (x: number) => x
  return (
    <div class="setting" onPointerEnter={onTouch} onFocusCapture={onTouch}>
      <label for={`setting-${name}`}>{label}</label>
      <output for={`setting-${name}`}>{inWords(slider, shown)}</output>
      <input
        type="range"
        id={`setting-${name}`}
        min={place(lowest)}
        max={place(highest)}
        step={step}
        value={place(shown)}
        aria-valuetext={inWords(slider, shown)}
        aria-describedby={`about-${name}`}
        onInput={(event) => drag(valueAt(slider, event.currentTarget.valueAsNumber))}
        onChange={(event) => {
          drag(undefined)
          onChange(valueAt(slider, event.currentTarget.valueAsNumber))
        }}
      />
      <span id={`about-${name}`} class="hidden">
        {inFull(slider)}
      </span>
    </div>
  )
}

const inFull = ({ meaning, afresh }: Slider): string => `${meaning}${afresh ? ' Both models start afresh.' : ''}`

/** The value at a place of a slider, to three digits where the slider is logarithmic. */
const valueAt = ({ logarithmic }: Slider, place: number): number =>
  logarithmic ? Number((10 ** place).toPrecision(2)) : Number(place.toFixed(4))

const inWords = ({ logarithmic, step }: Slider, value: number): string =>
  logarithmic ? String(value) : value.toFixed(step < 0.1 ? 2 : step < 1 ? 1 : 0)

import { useRef } from 'preact/hooks'
import { nameOfExample } from './example-state.js'
import type { PageModel } from './model.js'
import { Picture } from './picture.js'
import { imageSize } from './pictures.js'

/** The examples of the page, and a file of one's own. */
export function Examples({
  model,
  chosen,
  onChoose,
  onFile,
}: {
  readonly model: PageModel
  readonly chosen: number | undefined
  readonly onChoose: (example: number) => void
  readonly onFile: (file: File) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  const { data } = model.contents
  const images = imageSize(data) !== undefined
  const opens = images ? 'An image or a code of your own …' : 'A code of your own …'
  return (
    <section aria-labelledby="examples">
      <h2 id="examples">Pick an example</h2>
      <div class={images ? 'gallery' : 'names'}>
        {model.examples.map((x, example) => (
          <button
            key={example}
            type="button"
            class="example"
            aria-pressed={chosen === example}
            aria-label={nameOfExample(model, example)}
            title={nameOfExample(model, example)}
            onClick={() => onChoose(example)}
          >
            {images ? <Picture examples={[x]} data={data} label="" /> : nameOfExample(model, example)}
          </button>
        ))}
      </div>
      <p>
        <button type="button" onClick={() => input.current?.click()}>
          {opens}
        </button>
        <input
          ref={input}
          type="file"
          id="own-file"
          class="hidden"
          tabIndex={-1}
          aria-label={opens}
          accept={images ? 'image/*,.json' : '.json'}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0]
            event.currentTarget.value = ''
            if (file !== undefined) onFile(file)
          }}
        />{' '}
        <span class="quiet">or drop it on the page</span>
      </p>
    </section>
  )
}

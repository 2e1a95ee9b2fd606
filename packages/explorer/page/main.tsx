import './backends.js'
import './style.css'
import { render } from 'preact'
import { App } from './app.js'
import { modelInDocument } from './document-model.js'
import { openModel } from './model.js'

const place = document.getElementById('app')!
place.textContent = 'Opening the model …'
try {
  const model = await openModel(modelInDocument())
  place.textContent = ''
  render(<App model={model} />, place)
  // For the console, and for programs that open the page.
  Object.assign(globalThis, { explorer: model })
} catch (error) {
  place.innerHTML = ''
  const line = document.createElement('p')
  line.role = 'alert'
  line.className = 'problem'
  line.textContent = `This page is damaged and cannot show its model (${(error as Error).message}). Write it again with: vsc explore RUN`
  place.append(line)
}

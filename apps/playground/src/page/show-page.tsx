import '@vsc/explorer/style.css'
import 'uplot/dist/uPlot.min.css'
import './style.css'
import { render } from 'preact'
import { settingsOfAddress } from '../settings.js'
import { App } from './app.js'
import { connect } from './connect.js'
import { createStore } from './store.js'

/** Shows the page, once its worker is ready. */
export async function showPage(): Promise<void> {
  const place = document.getElementById('app')!
  place.textContent = 'Drawing smileys …'
  const query = new URLSearchParams(location.search)
  const settings = settingsOfAddress(query)
  const store = createStore(settings)
  try {
    const { playground, begun } = await connect(settings, query.get('backend'), store.watcher)
    place.textContent = ''
    render(<App playground={playground} begun={begun} store={store} />, place)
    // For the console, and for programs that open the page.
    Object.assign(globalThis, { playground, store })
  } catch (error) {
    const line = document.createElement('p')
    line.role = 'alert'
    line.className = 'problem'
    line.textContent = `The playground cannot run in this browser: ${(error as Error).message}`
    place.replaceChildren(line)
  }
}

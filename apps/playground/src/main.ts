import { showPage } from './page/show-page.js'
import { servePlayground } from './worker/serve.js'

// One program is the page and its worker: a page that is opened from disk can load no second file.
if (typeof document === 'undefined') servePlayground()
else showPage()

import { relative } from 'node:path'
import type { MarkdownRenderer } from 'vitepress'
import { root, siteLink } from './routes.js'

type Token = ReturnType<MarkdownRenderer['parse']>[number]

/**
 * Lets links between files of the repository lead to the same pages on the site. One that leads to a file that is no page, such
 * as a source, keeps its words and loses its link.
 */
export function repositoryLinks(md: MarkdownRenderer): void {
  md.core.ruler.push('repository-links', ({ tokens, env }) => {
    const page = relative(root, env.realPath ?? env.path)
    if (page.startsWith('docs/api/')) return // TypeDoc's own links are right
    for (const { children } of tokens) if (children !== null) retarget(children, page)
  })
}

function retarget(tokens: Token[], page: string): void {
  let unlinked = false
  for (const token of tokens) {
    const href = token.type === 'link_open' ? token.attrGet('href') : null
    if (href !== null && !/^([a-z]+:|#|\/)/.test(href)) {
      const target = siteLink(page, decodeURI(href))
      if (target === undefined) unlinked = true
      else token.attrSet('href', target)
    }
    if (unlinked && /^link_/.test(token.type)) {
      unlinked = token.type !== 'link_close'
      Object.assign(token, { type: 'text', tag: '', nesting: 0, content: '', attrs: null })
    }
  }
}

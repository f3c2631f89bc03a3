/** Turns the Markdown of a page into HTML, with links that work below `/docs`. */
import { posix } from 'node:path'
import { Marked, type Token, type Tokens } from 'marked'
import { headingAnchors } from './anchors.ts'
import { pathOf } from './pages.ts'

export interface Section {
  /** The anchor of its heading; empty for the text before the first one. */
  readonly anchor: string
  readonly heading: string
  /** Without marks of Markdown. */
  readonly text: string
}

export interface Rendered {
  readonly title: string
  /** The first paragraph, as plain text. */
  readonly summary: string
  readonly html: string
  readonly sections: readonly Section[]
  /** Files of the repository that the page shows as pictures. */
  readonly pictures: readonly string[]
}

export const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)

/** Where a link of a file leads: an address, or `null` for a file of the repository that is no page. */
export function targetOf(file: string, link: string): string | null {
  if (/^[a-z][a-z0-9+.-]*:/i.test(link)) return link
  const [path = '', anchor] = link.split('#')
  const suffix = anchor === undefined ? '' : `#${anchor}`
  if (path === '') return suffix
  const target = posix.join(posix.dirname(file), path).replace(/\/$/, '')
  if (target === 'docs/openapi.json') return '/openapi.json'
  if (target === 'README.md') return `/docs${suffix}`
  const page = pathOf(target)
  return page === null ? null : `/docs/${page}${suffix}`
}

/** The same Markdown, with links that work where it is served. A link to a file that is no page is its text. */
export function servedMarkdown(file: string, markdown: string): string {
  return markdown.replace(/(!?)\[([^\]\n]*)\]\(([^)\s]+)\)/g, (_, mark: string, text: string, link: string) => {
    if (mark === '!') return `![${text}](/docs/assets/${posix.basename(link)})`
    const target = targetOf(file, link)
    return target === null ? text : `[${text}](${target.replace(/^(\/docs\/[^#]+)/, '$1.md')})`
  })
}

const blockTypes = ['paragraph', 'list', 'list_item', 'table', 'code', 'blockquote', 'space', 'br', 'heading']

function plain(tokens: readonly Token[]): string {
  return tokens.map(plainToken).join('').replace(/\s+/g, ' ').trim()
}

function plainToken(token: Token): string {
  const end = blockTypes.includes(token.type) ? ' ' : ''
  if (token.type === 'html') return ''
  if (token.type === 'table') {
    const { header, rows } = token as Tokens.Table
    return [header, ...rows].flatMap((row) => row.map((cell) => `${plain(cell.tokens)} `)).join('')
  }
  const inner = token.type === 'list' ? (token as Tokens.List).items : 'tokens' in token ? token.tokens : undefined
  if (inner) return `${inner.map(plainToken).join('')}${end}`
  return `${'text' in token && typeof token.text === 'string' ? token.text : ''}${end}`
}

/** @param file its path from the root of the repository */
export function renderMarkdown(file: string, markdown: string): Rendered {
  const pictures: string[] = []
  const anchorOf = headingAnchors()
  const marked = new Marked({ gfm: true })
  const tokens = marked.lexer(markdown.replace(/^<!-- [^\n]* -->$/gm, ''))
  const headings = new Map<Token, string>()
  const sections: { anchor: string; heading: string; tokens: Token[] }[] = [{ anchor: '', heading: '', tokens: [] }]
  for (const token of tokens) {
    if (token.type === 'heading') {
      const heading = plain(token.tokens ?? [])
      const anchor = anchorOf(markdownText(token as Tokens.Heading))
      headings.set(token, anchor)
      sections.push({ anchor, heading, tokens: [] })
    } else sections.at(-1)?.tokens.push(token)
  }
  marked.use({
    renderer: {
      heading(token) {
        const text = this.parser.parseInline(token.tokens)
        return `<h${token.depth} id="${escaped(headings.get(token) ?? '')}">${text}</h${token.depth}>\n`
      },
      link({ href, tokens: inner }) {
        const text = this.parser.parseInline(inner)
        const target = targetOf(file, href)
        return target === null ? `<span class="file">${text}</span>` : `<a href="${escaped(target)}">${text}</a>`
      },
      image({ href, text }) {
        const picture = posix.join(posix.dirname(file), href)
        pictures.push(picture)
        return `<img src="/docs/assets/${posix.basename(picture)}" alt="${escaped(text)}">`
      },
      code({ text, lang }) {
        const language = lang ? ` class="language-${escaped(lang)}"` : ''
        return `<pre tabindex="0"><code${language}>${escaped(text)}\n</code></pre>\n`
      },
      table(token) {
        const cells = (row: readonly Tokens.TableCell[], tag: 'th' | 'td'): string =>
          row
            .map((cell) => {
              // A header without text would be read out as one.
              const used = cell.text === '' ? 'td' : tag
              return `<${used}>${this.parser.parseInline(cell.tokens)}</${used}>`
            })
            .join('')
        const body = token.rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('\n')
        const head = `<thead><tr>${cells(token.header, 'th')}</tr></thead>`
        return `<div class="table" tabindex="0"><table>${head}\n<tbody>${body}</tbody></table></div>\n`
      },
    },
  })
  const first = tokens.find(({ type }) => type === 'paragraph')
  return {
    title: sections[1]?.heading ?? file,
    summary: first ? plain([first]) : '',
    html: marked.parser(tokens),
    sections: sections
      .map((section) => ({ anchor: section.anchor, heading: section.heading, text: plain(section.tokens) }))
      .filter(({ text, heading }) => text !== '' || heading !== ''),
    pictures,
  }
}

/** The text of a heading as it is written, without the addresses of links: anchors are made from it. */
function markdownText({ text }: Tokens.Heading): string {
  return text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
}

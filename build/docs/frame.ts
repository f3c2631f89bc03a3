/** The frame of a page: what stands around its text. There is no script, and nothing comes from another site. */
import { escaped } from './markdown.ts'

export interface FramedPage {
  readonly title: string
  /** The address below `/docs/`; empty for the first page, `null` for a page that is in no list. */
  readonly path: string | null
  readonly html: string
}

export interface Navigation {
  readonly title: string
  readonly pages: readonly { readonly path: string; readonly title: string }[]
}

/** The gateway puts a search and its results between these marks. */
export const slots = { title: '{{title}}', query: '{{query}}', main: '{{main}}' } as const

function navigation(groups: readonly Navigation[], path: string | null): string {
  return groups
    .map(({ title, pages }) => {
      const items = pages.map((page) => {
        const current = page.path === path ? ' aria-current="page"' : ''
        return `<li><a href="/docs/${page.path}"${current}>${escaped(page.title)}</a></li>`
      })
      return `<h2>${escaped(title)}</h2>\n<ul>\n${items.join('\n')}\n</ul>`
    })
    .join('\n')
}

/** @param style the address of the style sheet */
export function framed({ title, path, html }: FramedPage, groups: readonly Navigation[], style: string): string {
  const own =
    path === null || path === '' ? '' : `\n<p class="after"><a href="/docs/${path}.md">This page as Markdown</a></p>`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title === slots.title ? title : escaped(title)} · Gatehouse</title>
<link rel="stylesheet" href="${style}">
</head>
<body>
<a class="skip" href="#text">Skip to the text</a>
<header>
<a class="brand" href="/docs">Gatehouse documentation</a>
<form action="/docs/search" role="search"><input type="search" name="q" value="${path === null ? slots.query : ''}" maxlength="100" aria-label="Search the documentation" required> <button>Search</button></form>
</header>
<div class="columns">
<main id="text">
<article>
${html}</article>${own}
</main>
<nav aria-label="All pages">
${navigation(groups, path)}
</nav>
</div>
</body>
</html>
`
}

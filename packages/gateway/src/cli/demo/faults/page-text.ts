/** The words of a page of the gateway that a person reads: its heading, and the paragraphs above the folded details. */
export interface PageText {
  readonly heading: string
  readonly paragraphs: readonly string[]
}

export function pageText(html: string): PageText {
  const [, card = ''] = html.split('class="card">')
  const [shown = ''] = card.split(/<details|<footer/)
  const [, heading = ''] = /<h1[^>]*>(.*?)<\/h1>/s.exec(shown) ?? []
  const paragraphs = [...shown.matchAll(/<p(?! class="state")(?:\s[^>]*)?>(.*?)<\/p>/gs)].map(([, text = '']) =>
    wordsOf(text),
  )
  return { heading: wordsOf(heading), paragraphs: paragraphs.filter((text) => text !== '') }
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

function wordsOf(markup: string): string {
  return markup
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '')
    .replace(/\s+/g, ' ')
    .trim()
}

import { describe, expect, it } from 'vitest'
import { pageText } from './page-text.ts'

const page = (card: string): string =>
  `<html><body><main><p class="brand">Planner</p><div class="card">${card}</div><footer><p>Gatehouse</p></footer></main>`

describe('the words of a page', () => {
  it.each([
    ['a heading and a paragraph', '<h1>No</h1><p>Ask.</p>', { heading: 'No', paragraphs: ['Ask.'] }],
    [
      'markup inside',
      '<h1 id="x">No <b>way</b></h1><p class="soft">A <code>b</code>\nc</p>',
      { heading: 'No way', paragraphs: ['A b c'] },
    ],
    ['characters that are escaped', '<h1>&lt;b&gt; &amp; &#39;c&#39;</h1>', { heading: "<b> & 'c'", paragraphs: [] }],
    [
      'the state and the folded details',
      '<p class="state">x</p><h1>No</h1><p>Ask.</p><details><p>y</p></details>',
      { heading: 'No', paragraphs: ['Ask.'] },
    ],
    ['empty paragraphs', '<h1>No</h1><p> </p>', { heading: 'No', paragraphs: [] }],
    ['nothing', '', { heading: '', paragraphs: [] }],
  ])('with %s', (_, card, words) => expect(pageText(page(card))).toEqual(words))
})

import { describe, expect, it } from 'vitest'
import { attribute, escapeXml, xml } from './xml.ts'

describe('the markup of XML', () => {
  it.each([
    { name: 'what ends a text or an attribute', text: '<a b="c">&', gives: '&lt;a b=&quot;c&quot;&gt;&amp;' },
    { name: 'blanks that a parser would change', text: 'a\tb\nc\rd', gives: 'a&#x9;b&#xA;c&#xD;d' },
    { name: 'a character that XML cannot have', text: 'a\u0000b\u001fc\uffff', gives: 'a\ufffdb\ufffdc\ufffd' },
    { name: 'half of a character', text: 'a\ud83db\ude00c', gives: 'a\ufffdb\ufffdc' },
    { name: 'nothing of a whole one', text: 'Zoë 😀', gives: 'Zoë 😀' },
  ])('escapes $name', ({ text, gives }) => expect(escapeXml(text)).toBe(gives))

  it('keeps markup, and drops what is not there', () => {
    const inner = xml`<b>${'<'}</b>`
    expect(
      xml`<a${attribute('c', '"')}${attribute('d', undefined)}>${[inner, inner]}${undefined}${false}</a>`.markup,
    ).toBe('<a c="&quot;"><b>&lt;</b><b>&lt;</b></a>')
  })
})

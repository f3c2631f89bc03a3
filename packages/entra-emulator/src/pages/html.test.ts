import { expect, it } from 'vitest'
import { html } from './html.ts'

it('escapes every value in text and attributes, and keeps its own markup', () => {
  const evil = `"><script>alert('x')</script>&`
  expect(html`<p title="${evil}">${evil}</p>`.markup).toBe(
    '<p title="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;">&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;</p>',
  )
  expect(html`<ul>${[html`<li>${'a<b'}</li>`, html`<li>${2}</li>`]}${null}${false}${undefined}</ul>`.markup).toBe(
    '<ul><li>a&lt;b</li><li>2</li></ul>',
  )
})

/**
 * Reads the emulator's own pages, as `signIn` needs them: which page it is, the handle of the sign-in, and the text of
 * a problem. It relies on the markup that the functions in pages/ write.
 */

/** A page of a sign-in, by what a person can do there. */
export type ReadPage =
  /** A sign-in goes on: a form asks for the account, the password or the consent. */
  | { readonly kind: 'account' | 'password' | 'consent'; readonly flow: string; readonly problem: string | undefined }
  /** The form that brings the response to the application. */
  | { readonly kind: 'form_post'; readonly action: string; readonly fields: readonly (readonly [string, string])[] }
  /** The sign-in ended here. `problem` is the text with the AADSTS number. */
  | { readonly kind: 'error'; readonly problem: string }

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '')
}

function words(markup: string): string {
  return unescaped(markup.replace(/<[^>]+>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim()
}

function firstOf(text: string, pattern: RegExp): string | undefined {
  return pattern.exec(text)?.[1]
}

function hiddenFields(text: string): readonly (readonly [string, string])[] {
  return [...text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(
    ([, name = '', value = '']) => [unescaped(name), unescaped(value)],
  )
}

export function readPage(markup: string): ReadPage {
  const action = firstOf(markup, /<form method="post" name="hiddenform" action="([^"]*)">/)
  if (action !== undefined) return { kind: 'form_post', action: unescaped(action), fields: hiddenFields(markup) }
  const flow = firstOf(markup, /<input type="hidden" name="flow" value="([^"]*)">/)
  const problem = firstOf(markup, /id="problem">([^<]*)</)
  const shown = { flow: flow ?? '', problem: problem === undefined ? undefined : unescaped(problem) }
  if (flow !== undefined && markup.includes('name="decision" value="accept"')) return { kind: 'consent', ...shown }
  if (flow !== undefined && markup.includes('action="/_sign-in/password"')) return { kind: 'password', ...shown }
  if (flow !== undefined && markup.includes('name="user_name"')) return { kind: 'account', ...shown }
  const text = firstOf(markup, /<p[^>]*>(AADSTS\d+: .*?)<\/p>/s)
  return { kind: 'error', problem: text === undefined ? words(markup) : words(text) }
}

/**
 * A person's browser. It keeps the cookies of each host, follows redirects, sends forms, and stops at the application.
 */
export interface Arrival {
  readonly kind: 'application' | 'page'
  readonly url: URL
  readonly status: number
  readonly html: string
  /** The parameters of the redirect to the application. */
  readonly parameters: Readonly<Record<string, string>>
}

export interface Visitor {
  /** @param form sent by POST, as from a page of the application */
  go(address: string, form?: Readonly<Record<string, string>>): Promise<Arrival>
  /** Presses the button of the first form of a page. */
  press(page: Arrival): Promise<Arrival>
}

const maximumRedirects = 20

export function openVisitor(isApplication: (url: URL) => boolean, pass: (url: URL) => URL | undefined): Visitor {
  const jars = new Map<string, Map<string, string>>()

  async function send(address: URL, init: RequestInit): Promise<Arrival> {
    let [url, request] = [address, init]
    for (let count = 0; count < maximumRedirects; count += 1) {
      if (isApplication(url)) {
        const parameters = Object.fromEntries(url.searchParams)
        return { kind: 'application', url, status: 0, html: '', parameters }
      }
      const passed = pass(url)
      if (passed) {
        url = passed
        continue
      }
      const jar = jars.get(url.host) ?? new Map<string, string>()
      jars.set(url.host, jar)
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
      const headers = { accept: 'text/html', ...(cookie === '' ? {} : { cookie }), ...request.headers }
      const response = await fetch(url, { ...request, headers, redirect: 'manual' })
      for (const line of response.headers.getSetCookie()) keep(jar, line)
      const html = await response.text()
      const location = response.headers.get('location')
      if (location === null) return { kind: 'page', url, status: response.status, html, parameters: {} }
      url = new URL(location, url)
      request = {}
    }
    throw new Error(`more than ${maximumRedirects} redirects`)
  }

  return {
    go: (address, form) => send(new URL(address), form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    press(page) {
      const { action, fields } = formOf(page)
      const headers = { origin: page.url.origin, 'sec-fetch-site': 'same-origin' }
      return send(new URL(action, page.url), { method: 'POST', body: new URLSearchParams(fields), headers })
    },
  }
}

function keep(jar: Map<string, string>, line: string): void {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
  const ended = /;\s*max-age=0/i.test(line) || Date.parse(/;\s*expires=([^;]+)/i.exec(line)?.[1] ?? '') < Date.now()
  if (value === '' || ended) jar.delete(name)
  else jar.set(name, value)
}

/** Every field of the first form, and the first button if it has a name. */
function formOf({ html, url, status }: Arrival): { action: string; fields: Record<string, string> } {
  const form = /<form[\s\S]*?<\/form>/.exec(html)?.[0]
  if (form === undefined) throw new Error(`no form on ${url.pathname} (${status})`)
  const tags = [...html.matchAll(/<(?:input|button)\b[^>]*>/g)].map(([tag]) => tag)
  const read = (tag: string, name: string): string =>
    (new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '').replaceAll('&amp;', '&')
  const named = tags.filter((tag) => read(tag, 'name') !== '')
  // A browser sends only the pressed button: here the first one.
  const [button] = named.filter((tag) => tag.startsWith('<button'))
  const sent = named.filter((tag) => !tag.startsWith('<button') || tag === button)
  return {
    action: read(form, 'action'),
    fields: Object.fromEntries(sent.map((tag) => [read(tag, 'name'), read(tag, 'value')])),
  }
}

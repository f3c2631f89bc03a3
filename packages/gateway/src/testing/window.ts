/**
 * A browser without a window, for one sign-in. It keeps the cookies of each site, follows redirects, and fills in and
 * sends forms. It counts the redirects of each origin.
 */
export interface Visit {
  readonly url: URL
  readonly status: number
  readonly html: string
}

export interface Window {
  /** The number of redirects that this origin has answered so far. */
  redirectsFrom(origin: string): number
  open(address: string): Promise<Visit>
  /** Sends the first form of the page that has this field. */
  submit(page: Visit, field: string, values: Readonly<Record<string, string>>): Promise<Visit>
}

const maximumRedirects = 20

/** @param until true for an address at which it stops, for instance that of an application that does not run */
export function openWindow(until: (url: URL) => boolean): Window {
  const cookies = new Map<string, Map<string, string>>()
  const redirects = new Map<string, number>()

  async function go(address: URL, init: RequestInit): Promise<Visit> {
    let url = address
    let request = init
    for (let count = 0; count < maximumRedirects; count += 1) {
      if (until(url)) return { url, status: 0, html: '' }
      const jar = cookies.get(url.host) ?? new Map<string, string>()
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
      const headers = { accept: 'text/html', ...(cookie ? { cookie } : {}), ...request.headers }
      const response = await fetch(url, { ...request, headers, redirect: 'manual' })
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        jar.set(name, value)
      }
      cookies.set(url.host, jar)
      const location = response.headers.get('location')
      if (location === null) return { url, status: response.status, html: await response.text() }
      redirects.set(url.origin, (redirects.get(url.origin) ?? 0) + 1)
      await response.body?.cancel()
      url = new URL(location, url)
      request = {}
    }
    throw new Error(`more than ${maximumRedirects} redirects`)
  }

  return {
    redirectsFrom: (origin) => redirects.get(origin) ?? 0,
    open: (address) => go(new URL(address), {}),
    submit(page, field, values) {
      const form = formWith(page, field)
      const fields = { ...form.fields, ...values }
      return go(new URL(form.action, page.url), {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { origin: page.url.origin, 'sec-fetch-site': 'same-origin' },
      })
    },
  }
}

const unescapes: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
const attribute = (tag: string, name: string): string =>
  (new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '').replace(
    /&(amp|lt|gt|quot|#39);/g,
    (_, entity: string) => unescapes[entity] ?? '',
  )

function formWith({ html, url, status }: Visit, field: string): { action: string; fields: Record<string, string> } {
  for (const [form] of html.matchAll(/<form[\s\S]*?<\/form>/g)) {
    const inputs = [...form.matchAll(/<(?:input|button)\b[^>]*>/g)].map(([tag]) => tag)
    if (!inputs.some((tag) => attribute(tag, 'name') === field)) continue
    const hidden = inputs.filter((tag) => attribute(tag, 'type') === 'hidden')
    const fields = Object.fromEntries(hidden.map((tag) => [attribute(tag, 'name'), attribute(tag, 'value')]))
    return { action: attribute(form, 'action'), fields }
  }
  const title = /<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? ''
  throw new Error(`no form with ${field} on ${url.origin}${url.pathname} (${status} ${title.trim()})`)
}

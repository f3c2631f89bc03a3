/** A headless browser for tests. It keeps cookies, follows redirects inside the emulator, and fills in forms. */

export interface Form {
  readonly action: string
  readonly method: string
  /** Names and values of hidden fields. */
  readonly hidden: Readonly<Record<string, string>>
  /** Names and values of all fields, as a browser sends the form when nothing was changed in it. */
  readonly values: Readonly<Record<string, string>>
  /** The accessible names of its buttons, with the parameter of each. */
  readonly buttons: readonly {
    readonly text: string
    readonly name?: string
    readonly value?: string
    readonly 'aria-label'?: string
  }[]
}

export interface View {
  /** The URL of the current page. */
  readonly url: URL
  /** 0 if the browser has left the emulator; `url` is then the application's. */
  readonly status: number
  readonly text: string
  readonly headers: Headers
  readonly forms: readonly Form[]
}

function unescaped(text: string): string {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '')
}

function attributes(tag: string): Record<string, string> {
  return Object.fromEntries(
    [...tag.matchAll(/([\w-]+)="([^"]*)"/g)].map((match) => [String(match[1]), unescaped(String(match[2]))]),
  )
}

function plain(markup: string): string {
  return unescaped(markup.replace(/<span class="face[^>]*>[^<]*<\/span>/g, '').replace(/<[^>]+>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim()
}

/** The fields of a form that a browser would send: chosen radios, ticked boxes, selected options, texts. */
function valuesOf(body: string): Record<string, string> {
  const values: [string, string][] = []
  for (const [, tag = ''] of body.matchAll(/<input([^>]*)>/g)) {
    const { name, value = '', type = 'text' } = attributes(tag)
    const isChoice = type === 'radio' || type === 'checkbox'
    if (name !== undefined && (!isChoice || / checked\b/.test(tag))) values.push([name, value])
  }
  for (const [, head = '', options = ''] of body.matchAll(/<select([^>]*)>(.*?)<\/select>/gs)) {
    const all = [...options.matchAll(/<option([^>]*)>/g)].map((match) => String(match[1]))
    const chosen = all.find((one) => / selected\b/.test(one)) ?? all[0]
    if (chosen !== undefined) values.push([String(attributes(head).name), attributes(chosen).value ?? ''])
  }
  for (const [, head = '', content = ''] of body.matchAll(/<textarea([^>]*)>\n?(.*?)<\/textarea>/gs)) {
    values.push([String(attributes(head).name), unescaped(content)])
  }
  return Object.fromEntries(values)
}

function formsOf(text: string): Form[] {
  return [...text.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)].map(([, head = '', body = '']) => {
    const inputs = [...body.matchAll(/<input([^>]*)>/g)].map((match) => attributes(String(match[1])))
    const buttons = [...body.matchAll(/<button([^>]*)>(.*?)<\/button>/gs)].map((match) => ({
      ...attributes(String(match[1])),
      text: plain(String(match[2])),
    }))
    const hidden = inputs.filter(({ type }) => type === 'hidden').map(({ name, value }) => [name, value])
    const { action = '', method = 'get' } = attributes(head)
    return { action, method, hidden: Object.fromEntries(hidden), values: valuesOf(body), buttons }
  })
}

export interface Browser {
  readonly open: (url: string | URL, init?: RequestInit) => Promise<View>
  /** Presses the button with this text, after filling in these fields of its form. */
  readonly press: (view: View, button: string, fields?: Readonly<Record<string, string>>) => Promise<View>
  /**
   * Presses the button like a person who changed only these fields. `undefined` empties a field or unticks a box.
   * A button may be named by its accessible name.
   */
  readonly fill: (view: View, button: string, fields?: Readonly<Record<string, string | undefined>>) => Promise<View>
  readonly clearCookies: () => void
}

export function openBrowser(emulatorUrl: string): Browser {
  const cookies = new Map<string, string>()

  const open = async (start: string | URL, init: RequestInit = {}): Promise<View> => {
    let url = new URL(start, emulatorUrl)
    let request = init
    for (let hops = 0; hops < 10; hops += 1) {
      if (url.origin !== emulatorUrl) return { url, status: 0, text: '', headers: new Headers(), forms: [] }
      const headers = new Headers(request.headers)
      headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
      const response = await fetch(url, { ...request, headers, redirect: 'manual' })
      for (const cookie of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
        cookies.set(name, value)
      }
      const location = response.headers.get('location')
      if (response.status < 300 || response.status > 399 || location === null) {
        const text = await response.text()
        return { url, status: response.status, text, headers: response.headers, forms: formsOf(text) }
      }
      await response.body?.cancel()
      url = new URL(location, url)
      request = {}
    }
    throw new Error(`too many redirects, at ${url.href}`)
  }

  return {
    open,
    press: (view, text, fields = {}) => {
      for (const form of view.forms) {
        const button = form.buttons.find((one) => one.text === text)
        if (!button) continue
        const pressed = button.name === undefined ? {} : { [button.name]: button.value ?? '' }
        const body = new URLSearchParams({ ...form.hidden, ...fields, ...pressed })
        const target = new URL(form.action, view.url)
        if (form.method === 'post') return open(target, { method: 'POST', body })
        return open(`${target.href}?${body}`)
      }
      const all = view.forms.flatMap((form) => form.buttons.map((one) => one.text))
      throw new Error(
        `no button "${text}" on ${view.url.pathname} (${view.status}); there are: ${all.join(' | ')}\n${plain(view.text)}`,
      )
    },
    fill: (view, text, fields = {}) => {
      const named = (one: Form['buttons'][number]): boolean => one.text === text || one['aria-label'] === text
      const form = view.forms.find(({ buttons }) => buttons.some(named))
      if (!form) throw new Error(`no button "${text}" on ${view.url.pathname} (${view.status}):\n${plain(view.text)}`)
      const all = Object.entries({ ...form.values, ...fields })
      const sent = all.filter((pair): pair is [string, string] => pair[1] !== undefined)
      const target = new URL(form.action, view.url)
      if (form.method !== 'post') return open(`${target.origin}${target.pathname}?${new URLSearchParams(sent)}`)
      return open(target, { method: 'POST', body: new URLSearchParams(sent) })
    },
    clearCookies: () => cookies.clear(),
  }
}

/** The text of a page as a person reads it. */
export function textOf(view: View): string {
  return plain(view.text.replace(/<style.*?<\/style>|<script.*?<\/script>|<title.*?<\/title>/gs, ''))
}

/**
 * Opens an authorize request and signs in like a person: picks the account, types the password, accepts.
 * @returns the last view: the application's redirect URI, or the page where the sign-in stopped
 */
export async function signIn(browser: Browser, url: string | URL, userName: string, password: string): Promise<View> {
  let view = await browser.open(url)
  for (let pages = 0; pages < 5 && view.status === 200; pages += 1) {
    if (view.text.includes('<h1>Pick an account</h1>'))
      view = await browser.press(view, 'Next', { user_name: userName })
    else if (view.text.includes('<h1>Enter password</h1>')) {
      const before = view
      view = await browser.press(view, 'Sign in', { password })
      if (view.text.includes('id="problem"')) return view
      if (view.url.href === before.url.href && view.text === before.text) return view
    } else if (view.text.includes('<h1>Permissions requested</h1>')) view = await browser.press(view, 'Accept')
    else return view
  }
  return view
}

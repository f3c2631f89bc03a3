/** The response of a plain HTTP request. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  /** The raw body. */
  readonly text: string
  /** The parsed body, if it is JSON. */
  readonly json: Record<string, unknown>
}

export async function ask(url: string | URL, init?: RequestInit): Promise<Answer> {
  const response = await fetch(url, { redirect: 'manual', ...init })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') ?? false
  return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : {} }
}

export function postForm(
  url: string | URL,
  form: Readonly<Record<string, string | undefined>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const sent = Object.entries(form).filter((pair): pair is [string, string] => pair[1] !== undefined)
  return ask(url, { method: 'POST', body: new URLSearchParams(sent), headers })
}

/** The property names in order, because `toEqual` ignores the order. */
export function namesOf(value: unknown): string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : []
}

/** Header and payload of a JWT, parsed but not verified. */
export function unverified(token: unknown): { header: Record<string, unknown>; payload: Record<string, unknown> } {
  const [header = '', payload = ''] = String(token).split('.')
  const parse = (part: string): Record<string, unknown> => JSON.parse(Buffer.from(part, 'base64url').toString())
  return { header: parse(header), payload: parse(payload) }
}

export const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Checks that this installation answers at its public address, with its own issuer. */
import { isIP } from 'node:net'
import { connect } from 'node:tls'
import { daysUntil, type Finding, fail, inDays, ok, warn } from './finding.ts'

export interface PublicAnswer {
  readonly findings: readonly Finding[]
  /** The clock of the server that answered, in milliseconds since 1970. */
  readonly now: number | null
}

const timeoutMs = 5_000
/** The clock tolerance of the gateway (docs/architecture.md). */
const toleranceSeconds = 120
const noticeableSeconds = 5

/** @param key_ids of the default environment; `undefined` when there is none yet or it cannot be read */
export async function checkPublicUrl(url: string, key_ids: readonly string[] | undefined): Promise<PublicAnswer> {
  const tls = url.startsWith('https:') ? await checkCertificate(new URL(url)) : []
  let answer: { status: number; body: Record<string, unknown>; now: number | null }
  try {
    answer = await read(`${url}/.well-known/openid-configuration`)
  } catch (error) {
    const message = `${url} does not answer from here (${reasonOf(error)})`
    const remedy = 'Start the gateway. Then check DNS, TLS and the proxy in front of it.'
    return { findings: [...tls, fail('public_url', { message, remedy })], now: null }
  }
  const { status, body, now } = answer
  const findings = [...tls, await checkReady(url)]
  if (key_ids === undefined) return { findings, now }
  if (status !== 200 || body.issuer !== url) {
    const received = status === 200 ? String(body.issuer) : `status ${status}`
    const remedy = 'Set GATEHOUSE_PUBLIC_URL to the address that people see, and let the proxy forward every path.'
    const message = 'the server at the public address is not this gateway, or has another issuer'
    findings.push(fail('discovery', { message, expected: url, received, remedy }))
  } else {
    findings.push(await checkKeys(url, key_ids))
  }
  return { findings, now }
}

async function read(address: string): Promise<{ status: number; body: Record<string, unknown>; now: number | null }> {
  const response = await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) })
  const date = Date.parse(response.headers.get('date') ?? '')
  const text = await response.text()
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    body = undefined
  }
  const object = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  return { status: response.status, body: object, now: Number.isNaN(date) ? null : date }
}

async function checkReady(url: string): Promise<Finding> {
  const { status, body } = await read(`${url}/readyz`).catch(() => ({ status: 0, body: {} as Record<string, unknown> }))
  if (status === 200) return ok('public_url', `${url} answers and is ready`)
  const message = `${url} answers but is not ready${body.failing ? `: ${body.failing}` : ''}`
  return fail('public_url', { message, received: `status ${status}`, remedy: 'Look at the log of the gateway.' })
}

/** Another installation can have the same issuer: a forgotten one behind the same proxy, or a copy. */
async function checkKeys(url: string, key_ids: readonly string[]): Promise<Finding> {
  const { body } = await read(`${url}/oauth/jwks`)
  const published = Array.isArray(body.keys) ? body.keys.map(({ kid }: { kid?: unknown }) => String(kid)) : []
  if (key_ids.every((id) => published.includes(id)))
    return ok('discovery', `the issuer is ${url}, with the keys of this database`)
  return fail('discovery', {
    message: 'another installation answers at the public address: it has other signing keys',
    remedy: 'Compare GATEHOUSE_DATABASE_URL here with the value of the running gateway, and check the proxy.',
  })
}

async function checkCertificate({ hostname, port }: URL): Promise<readonly Finding[]> {
  const host = hostname.replace(/^\[|\]$/g, '')
  const valid_to = await new Promise<number>((resolve) => {
    // Reads a certificate even if it is not trusted. `fetch`, below, still verifies it.
    const name = isIP(host) === 0 ? { servername: host } : {}
    const socket = connect({ host, port: Number(port || 443), ...name, rejectUnauthorized: false }, () => {
      resolve(Date.parse(socket.getPeerCertificate().valid_to))
      socket.destroy()
    })
    socket.setTimeout(timeoutMs, () => socket.destroy())
    socket.once('error', () => resolve(Number.NaN))
    socket.once('close', () => resolve(Number.NaN))
  })
  if (Number.isNaN(valid_to)) return []
  const days = daysUntil(valid_to, Date.now())
  const message = `the certificate of ${host} ${days < 0 ? 'expired' : 'expires'} ${inDays(days)}`
  if (days >= 30) return [ok('certificate', message)]
  const trouble = { message, remedy: 'Renew it, and find out why it was not renewed automatically.' }
  return [days < 7 ? fail('certificate', trouble) : warn('certificate', trouble)]
}

/** @param others the clocks of other machines by name, read a moment ago */
export function checkClock(now: number, others: Readonly<Record<string, number | null>>): Finding {
  const differences = Object.entries(others).flatMap(([whose, at]) =>
    at === null ? [] : [{ whose, seconds: Math.round(Math.abs(now - at) / 1000) }],
  )
  const [worst] = [...differences].sort((a, b) => b.seconds - a.seconds)
  if (worst === undefined) return ok('clock', 'nothing to compare it with')
  const message = `the clock of this machine differs from that of ${worst.whose} by ${worst.seconds} s`
  if (worst.seconds <= noticeableSeconds) return ok('clock', message)
  const remedy = 'Let NTP set the clock. Tokens are refused when clocks differ by more than two minutes.'
  const trouble = { message, expected: `at most ${noticeableSeconds} s`, received: `${worst.seconds} s`, remedy }
  return worst.seconds > toleranceSeconds ? fail('clock', trouble) : warn('clock', trouble)
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.cause instanceof Error) return reasonOf(error.cause)
  return error.name === 'TimeoutError' ? `nothing within ${timeoutMs / 1000} s` : error.message
}

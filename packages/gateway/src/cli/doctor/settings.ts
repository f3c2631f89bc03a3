/** Checks the runtime, the settings and the files with secrets. It opens no database and no connection. */
import { statSync } from 'node:fs'
import { type Config, ConfigurationError, readConfig, settings, type Variables } from '../../config.ts'
import { type Finding, fail, failed, ok, warn } from './finding.ts'

/** The end of support of each release of Node (nodejs.org/about/previous-releases). Odd releases end early. */
const supported: Readonly<Record<string, string>> = { 24: '2028-04-30', 25: '2026-06-01', 26: '2029-04-30' }

export function checkRuntime(version: string, now: number): Finding {
  const until = supported[version.split('.')[0] ?? '']
  if (until === undefined || Date.parse(until) > now) return ok('runtime', `Node ${version}`)
  const message = `Node ${version} has had no fixes since ${until}`
  return warn('runtime', { message, remedy: 'Run the gateway on the newest long-term release of Node.' })
}

export interface Settings {
  /** The settings, if all of them are valid. */
  readonly config: Config | undefined
  readonly findings: readonly Finding[]
}

export function checkSettings(variables: Variables): Settings {
  try {
    const { config, warnings } = readConfig(variables)
    const remedy = 'Correct or remove the variable. docs/configuration.md lists all settings.'
    const unknown = warnings.map((message) => warn('settings', { message, remedy }))
    const fine = unknown.length > 0 ? [] : [ok('settings', 'every setting is valid')]
    return { config, findings: [...fine, ...unknown, ...checkFiles(variables), ...checkProxies(config)] }
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    const problems = error.problems.map((problem) => failed('settings', problem))
    return { config: undefined, findings: [...problems, ...checkFiles(variables)] }
  }
}

/** Finds files with secrets that other users of the machine can read. */
function checkFiles(variables: Variables): readonly Finding[] {
  const secret = Object.entries(settings).filter(([, setting]) => setting.secret === true)
  return secret.flatMap(([name]) => {
    const path = variables[`${name}_FILE`]
    if (!path || process.platform === 'win32') return []
    try {
      if ((statSync(path).mode & 0o077) === 0) return []
    } catch {
      return [] // the check of the settings reports a file that cannot be read
    }
    const message = `${path} (${name}_FILE) can be read by others on this machine`
    return [fail('secret_files', { message, remedy: `chmod 600 ${path}` })]
  })
}

/**
 * The gateway itself speaks http, so https needs a proxy. Without trust in it, every request seems to come from the
 * proxy.
 */
function checkProxies({ GATEHOUSE_PUBLIC_URL, GATEHOUSE_TRUSTED_PROXIES }: Config): readonly Finding[] {
  if (!GATEHOUSE_PUBLIC_URL.startsWith('https:')) {
    const message = `${GATEHOUSE_PUBLIC_URL} is for this machine only: it has no TLS, and cookies are not Secure`
    return [warn('tls', { message, remedy: 'Put TLS in front of it before other people use it.' })]
  }
  if (GATEHOUSE_TRUSTED_PROXIES.length > 0) {
    return [ok('trusted_proxies', `forwarded headers are trusted from ${GATEHOUSE_TRUSTED_PROXIES.join(', ')}`)]
  }
  const message = 'no proxy is trusted: rate limits and events see the address of your proxy instead of the client’s'
  return [warn('trusted_proxies', { message, remedy: 'Set GATEHOUSE_TRUSTED_PROXIES to the address of your proxy.' })]
}

/** @param unresolved host names of called identity providers that this machine cannot resolve */
export function checkOutboundProxy(
  { GATEHOUSE_OUTBOUND_PROXY: proxy }: Config,
  unresolved: readonly string[],
): readonly Finding[] {
  if (proxy === null) return []
  const remedy = 'Make sure that the proxy reaches no private network by this name, or let this machine resolve it.'
  const warnings = unresolved.map((name) =>
    warn('outbound_proxy', { message: `${name} does not resolve here: only the proxy knows its address`, remedy }),
  )
  return [ok('outbound_proxy', `identity providers are called through ${new URL(proxy).host}`), ...warnings]
}

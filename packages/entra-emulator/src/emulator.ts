/**
 * Microsoft Entra ID's sign-in endpoints on your own machine, offline.
 *
 *   startEmulator --> keys (in memory), directory (from a fixture) --> one HTTP server
 *     tenants/    discovery, key sets        authorize/  requests, pages, codes
 *     admin-consent/  of an organization     device/     the device code grant
 *     token/      grants                     claims/     the claims of tokens
 *     graph/      Microsoft Graph            logout/     sign-out, front channel
 *     admin/      the admin API              faults/     faults on request
 *     admin-center/  pages for an administrator
 *     saml/       SAML 2.0, its metadata     tls/        the certificate for https
 *     personas/   Okta and Google with SAML
 *     sign-in/    a sign-in in one call
 *
 * Limits: the emulator listens on loopback unless `dangerously_listen_beyond_loopback` is set, keeps everything in
 * bounded memory, and fetches only the keys of issuers that a federated identity credential names. It shares no code with the gateway that is tested against it, because shared
 * code would hide a shared bug.
 */
import { randomBytes } from 'node:crypto'
import { isLoopback, openAddress } from './address.ts'
import { openBoundedMap } from './bounded-map.ts'
import { openClock } from './clock.ts'
import { openDeviceCodes, pollSeconds } from './device/device-codes.ts'
import { openDirectory } from './directory/directory.ts'
import { type Fixture, readFixture } from './directory/fixture.ts'
import { sampleFixture } from './directory/sample.ts'
import type { Tenant } from './directory/tenant.ts'
import type { Emulation } from './emulation.ts'
import { openFaults } from './faults/faults.ts'
import { openRecentRequests } from './http/recent-requests.ts'
import { openRequestLog } from './http/request-log.ts'
import { buildServer, type Tls } from './http/server.ts'
import { openCertificateKeys } from './keys/certificate-keys.ts'
import { openKeyRing } from './keys/key-ring.ts'
import { didYouMean } from './nearest.ts'
import {
  addPersonaApplication,
  type PersonaAddresses,
  type PersonaApplicationOptions,
} from './personas/persona-application.ts'
import {
  addSamlApplication,
  type SamlApplicationAddresses,
  type SamlApplicationOptions,
} from './saml/saml-application.ts'
import { openSessions } from './sessions/sessions.ts'
import { type SignInRedirect, type SigningPerson, signIn } from './sign-in/sign-in.ts'
import { openIssuerKeys } from './token/issuer-keys.ts'

export { type ChangeName, changeNames } from './changes/change-list.ts'
export type { ApplicationFixture } from './directory/application.ts'
export type { Fixture } from './directory/fixture.ts'
export type { GroupFixture } from './directory/group.ts'
export type { PersonaApplicationFixture } from './directory/persona-application.ts'
export { FixtureError } from './directory/reader.ts'
export type { SamlSettingsFixture } from './directory/saml.ts'
export { sampleFixture } from './directory/sample.ts'
export { newSecretText } from './directory/secret.ts'
export type { Tenant, TenantFixture } from './directory/tenant.ts'
export { defaultPassword, type UserFixture } from './directory/user.ts'
export { type FaultName, faultList } from './faults/fault-list.ts'
export { type ErrorPlace, placesOf, provocableCodes, titleOf } from './faults/provocable-errors.ts'
export type { FaultFixture } from './faults/read-fault.ts'
export { type SamlFaultName, samlFaultList } from './faults/saml-fault-list.ts'
export type { PersonaAddresses, PersonaApplicationOptions } from './personas/persona-application.ts'
export type { SamlApplicationAddresses, SamlApplicationOptions } from './saml/saml-application.ts'
export { SignInError, type SignInRedirect, type SigningPerson } from './sign-in/sign-in.ts'
export { type LocalCertificate, type LocalCertificateOptions, localCertificate } from './tls/local-certificate.ts'

export interface EmulatorOptions {
  /** Address to listen on; loopback only. Default `127.0.0.1`. */
  readonly host?: string | undefined
  /** Port to listen on. Default 0: a free one. */
  readonly port?: number | undefined
  /** Origin under which others reach the emulator. Default: the address it listens on. */
  readonly public_url?: string | undefined
  /** Key and certificate in PEM, such as `await localCertificate()`. If given, the emulator serves https. */
  readonly tls?: Tls | undefined
  /** The directory; default `sampleFixture`. */
  readonly fixture?: Fixture | undefined
  /** Milliseconds since 1970; default the machine's clock. */
  readonly now?: (() => number) | undefined
  /** Seconds that a program must wait before it asks again for the tokens of a device code; default 5, as Entra. */
  readonly device_poll_seconds?: number | undefined
  /**
   * Accepts connections from other machines. Anyone there can then sign in as any user, read every password of the
   * directory, and change it in the admin center. The admin API stays closed to them.
   */
  readonly dangerously_listen_beyond_loopback?: boolean
}

/** A running emulator. */
export interface Emulator {
  /** Origin without a slash at the end. It stands in for `https://login.microsoftonline.com`. */
  readonly url: string
  /** Base of the admin API, `…/_admin`, at the address it listens on. */
  readonly admin_url: string
  /** The directory as it is now, with all defaults filled in. */
  readonly tenants: () => readonly Tenant[]
  /**
   * Sends a request to the admin API of this emulator, without a network connection.
   * @param path below `/_admin`, such as `/clock`
   * @returns the parsed response; undefined for 204
   * @throws Error with the API's message if it refuses
   */
  readonly admin: (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object) => Promise<unknown>
  /**
   * Does a whole sign-in without a browser: account, password, consent. Each call is a new browser without cookies.
   * @param url an authorize URL of this emulator, its SAML URL with a request, or the user access URL of an application
   * @param person a user name, whose password is the directory's, or a user with a password
   * @returns the way back to the application, which may carry an error for it
   * @throws SignInError with the AADSTS number and text if the sign-in ends on a page of the emulator
   */
  readonly signIn: (url: string | URL, person: SigningPerson) => Promise<SignInRedirect>
  /**
   * Registers an application with SAML.
   * @returns the URL of its metadata, and the other addresses that a service provider asks for
   * @throws FixtureError for a wrong value, TypeError for an unknown tenant
   */
  readonly addSamlApplication: (options: SamlApplicationOptions) => SamlApplicationAddresses
  /**
   * Adds an application with SAML at Okta or Google, which the emulator can be for the people of a tenant.
   * @returns the URL of its metadata, and the other addresses
   * @throws FixtureError for a wrong value, TypeError for an unknown tenant
   */
  readonly addPersonaApplication: (options: PersonaApplicationOptions) => PersonaAddresses
  readonly close: () => Promise<void>
}

function checkedOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`) {
    throw new TypeError(`public_url must be an origin such as https://entra.test:8443, is "${text}"`)
  }
  return url.origin
}

const optionNames: Readonly<Record<keyof EmulatorOptions, true>> = {
  host: true,
  port: true,
  public_url: true,
  tls: true,
  fixture: true,
  now: true,
  device_poll_seconds: true,
  dangerously_listen_beyond_loopback: true,
}

/** TypeScript finds a misspelt option; a program in JavaScript would start with the default, and not notice. */
function refuseUnknownOptions(options: EmulatorOptions): void {
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(optionNames, name))
  if (unknown === undefined) return
  const known = Object.keys(optionNames)
  throw new TypeError(`unknown option "${unknown}".${didYouMean(unknown, known)} Known options are ${known.join(', ')}`)
}

/**
 * Starts an emulator.
 * @throws FixtureError naming the exact place in the fixture, TypeError for an unknown option, a `public_url` that is
 *   not an origin or a host beyond loopback, and the system's error (`EADDRINUSE`) if it cannot listen
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  refuseUnknownOptions(options)
  const { host = '127.0.0.1', port = 0, tls, now = Date.now } = options
  if (!isLoopback(host) && !options.dangerously_listen_beyond_loopback) {
    throw new TypeError(`host must be loopback, is "${host}": anyone who reaches an emulator can sign in as any user`)
  }
  const publicOrigin = options.public_url === undefined ? undefined : checkedOrigin(options.public_url)
  const clock = openClock(now)
  const entropy = randomBytes
  const initial = readFixture(options.fixture ?? sampleFixture, { now: clock.now(), entropy })
  const emulation: Emulation = {
    address: openAddress(),
    clock,
    entropy,
    directory: openDirectory(initial.tenants),
    keys: await openKeyRing(clock.now),
    certificate_keys: openCertificateKeys(clock.now()),
    faults: openFaults(),
    sessions: openSessions(clock, entropy),
    flows: openBoundedMap(10_000),
    codes: openBoundedMap(20_000),
    device_codes: openDeviceCodes(),
    device_poll_seconds: options.device_poll_seconds ?? pollSeconds,
    refresh_tokens: openBoundedMap(50_000),
    shown_once: openBoundedMap(1_000),
    issuer_keys: openIssuerKeys(clock.now),
    last_assertions: openBoundedMap(1_000),
    logout_chains: openBoundedMap(10_000),
    request_log: openRequestLog(),
    recent_requests: openRecentRequests(),
  }
  for (const fault of initial.faults) emulation.faults.switchOn(fault)
  const server = buildServer(emulation, initial, tls)
  await server.listen({ host, port })
  const bound = server.addresses()[0]
  if (typeof bound !== 'object') throw new TypeError('an emulator listens on a port')
  const name = host.includes(':') ? `[${host}]` : host
  const listening = `${tls ? 'https' : 'http'}://${name}:${bound.port}`
  emulation.address.settle(publicOrigin ?? listening)
  return {
    url: emulation.address.baseUrl(),
    admin_url: `${listening}/_admin`,
    tenants: emulation.directory.tenants,
    admin: async (method, path, body) => {
      const answer = await server.inject({
        method,
        url: `/_admin${path}`,
        headers: { host: 'localhost' },
        ...(body === undefined ? {} : { payload: body }),
      })
      if (answer.statusCode >= 400) throw new Error(`${method} /_admin${path}: ${answer.body}`)
      return answer.statusCode === 204 ? undefined : answer.json()
    },
    signIn: (url, person) => signIn(server, emulation, listening, url, person),
    addSamlApplication: (added) => addSamlApplication(emulation, added),
    addPersonaApplication: (added) => addPersonaApplication(emulation, added),
    close: () => server.close(),
  }
}

/** The port `ConnectionTypes`, answered from the provider of each type. */
import type { Language } from '@gatehouse-sso/core/language'
import type { ConnectionTypes } from '../domain/ports/connection-types.ts'
import type { ConnectionType } from '../domain/stores/connections.ts'
import type { Outbound } from '../outbound/fetch.ts'
import { formWith, germanForms } from '../providers/forms/german.ts'
import { providerOf, providers } from '../providers/index.ts'
import type { AnyProvider, Explanation, OidcProvider, Provider } from '../providers/provider.ts'
import { missingSettings, parseDraft, parseSettings, settingsSchema } from '../providers/settings-fields.ts'
import { scopesOf } from './oidc/begin.ts'
import { consentFailure } from './oidc/errors.ts'
import { readCertificate } from './saml/certificate.ts'

export function connectionTypes(outbound: Outbound): ConnectionTypes {
  return {
    name: (type) => providerOf(type).name,
    readEntered: (type, entered) => providerOf(type).rewrite?.(entered) ?? entered,
    parseSettings(type, settings, extent) {
      const provider = providerOf(type)
      const parsed = extent === 'draft' ? parseDraft(provider, settings) : parseSettings(provider, settings)
      if (!parsed.success) return parsed.errors
      if (missingSettings(provider, parsed.data).length === 0) checkAddresses(outbound, provider, parsed.data)
      return parsed.data as Readonly<Record<string, unknown>>
    },
    missingSettings: (type, settings) => missingSettings(providerOf(type), settings),
    settingsSchema: (type) => ({ title: providerOf(type).name, ...settingsSchema(providerOf(type)) }),
    secretProblem: (type, secret) => providerOf(type).secretProblem?.(secret),
    secretHosts(type, settings) {
      const provider = oidcOf(type)
      if (provider === null) return []
      const entered = provider.rewrite?.(settings as Readonly<Record<string, unknown>>) ?? settings
      const parsed = parseSettings(provider, entered)
      if (!parsed.success) return []
      const { discovery_url, configuration = {} } = provider.client(parsed.data)
      const addresses = [discovery_url, ...Object.values(configuration)].map(String).filter((one) => URL.canParse(one))
      return addresses.map((address) => new URL(address).host).toSorted()
    },
    federation({ type, settings }) {
      const federation = oidcOf(type)?.client(settings).federation
      return federation ? { audience: federation.audience, is_public: federation.is_known } : null
    },
    adminConsent(connection, permissions) {
      const provider = oidcOf(connection.type)
      if (!provider?.adminConsent || missingSettings(provider, connection.settings).length > 0) return null
      const scopes = scopesOf(provider.client(connection.settings), connection)
      return provider.adminConsent(connection.settings, permissions, scopes)
    },
    hasConsent: (type) => oidcOf(type)?.adminConsent !== undefined,
    logoutSignals: (type) => providerOf(type).logout_signals,
    shareRegistration(one, other) {
      const registrationOf = oidcOf(one.type)?.registrationOf
      if (one.type !== other.type || registrationOf === undefined) return false
      return registrationOf(one.settings) === registrationOf(other.settings)
    },
    consentFailure(type, parameters) {
      const provider = oidcOf(type)
      return provider === null ? undefined : consentFailure(parameters, provider)
    },
    defaultMapping: (type) => providerOf(type).default_mapping,
    metadataParameter: (type) => providerOf(type).portal.metadata_parameter,
    signingCertificates: ({ type, settings: { certificates } }) =>
      providerOf(type).protocol === 'saml' && Array.isArray(certificates)
        ? certificates.flatMap((pem) => readCertificate(String(pem)) ?? [])
        : [],
    offered: (language) =>
      Object.values(providers).map(({ id, name, summary }) => ({
        type: id as ConnectionType,
        name,
        summary: summary[language],
      })),
    forms: (language) =>
      Object.values(providers).map(({ id, name, short_name, form }) => ({
        object: 'connection_type',
        type: id as ConnectionType,
        name,
        short_name,
        form: language === 'de' ? formWith(form, germanForms[id]) : form,
      })),
    guide: (type, language, values) => providerOf(type).guide(language, values),
    mailService(host) {
      const found = Object.values(providers).find(({ portal }) => portal.mail?.hosts.test(host))
      return found?.portal.mail && { type: found.id as ConnectionType, name: found.portal.mail.name }
    },
    identifyingSetting: ({ type, settings }) =>
      providerOf(type).portal.identified_by.find((name) => settings[name] !== undefined),
    codesMean: (type, meaning, codes) =>
      codes.some((code) => providerOf(type).portal.meanings?.[meaning].includes(code)),
    mendAt(type, codes) {
      const { mend_at = {} } = providerOf(type).portal
      return codes.map((code) => mend_at[code]).find((step) => step !== undefined)
    },
    isOpenToAll({ type, settings }) {
      const { isPinned } = providerOf(type)
      return isPinned !== undefined && settings.tenant_id !== undefined && !isPinned(settings) && !hasList(settings)
    },
    hints,
    checkHint(connection, topic) {
      const code = providerOf(connection.type).check_codes?.[topic]
      return code === undefined ? undefined : hints(connection, [code])[0]
    },
    read(type, text) {
      const provider = providerOf(type)
      return { codes: provider.errorCodes?.(text) ?? [], ...provider.errorReferences?.(text) }
    },
    unreturnedCodes: ({ type, settings }, pattern, hasConsent) =>
      providerOf(type).unreturnedCodes(settings, pattern, hasConsent),
  }
}

const hints: ConnectionTypes['hints'] = ({ type, settings }, codes, language = 'en') =>
  codes.flatMap((code) => {
    const provider = providerOf(type)
    const explanation = provider.explain(settings, code, language)
    return explanation ? [{ ...explanation, message: messageOf(provider, explanation, language) }] : []
  })

const hasList = ({ allowed_tenants }: Readonly<Record<string, unknown>>): boolean =>
  Array.isArray(allowed_tenants) && allowed_tenants.length > 0

function oidcOf(type: ConnectionType): OidcProvider | null {
  const provider = providerOf(type)
  return provider.protocol === 'oidc' ? provider : null
}

/** The addresses that the gateway itself will call. @throws Failure address_refused */
function checkAddresses(outbound: Outbound, provider: Provider, settings: unknown): void {
  if (provider.protocol === 'saml') {
    const { metadata_url } = settings as { readonly metadata_url?: string }
    if (metadata_url !== undefined) outbound.check(metadata_url)
    return
  }
  const { discovery_url, configuration = {} } = provider.client(settings)
  const { issuer: _, ...endpoints } = configuration
  for (const address of [discovery_url, ...Object.values(endpoints)]) {
    if (typeof address === 'string') outbound.check(address)
  }
}

/** A text that can be sent as it is. */
function messageOf({ name }: AnyProvider, { code, cause, what, where, url }: Explanation, language: Language): string {
  const page = url === null ? where : `${where} (${url})`
  return language === 'de'
    ? `Eine Anmeldung über ${name} ist gescheitert. ${cause} Bitte gehen Sie so vor: ${what} Seite: ${page}. Code: ${code}.`
    : `A sign-in through ${name} failed. ${cause} Please do this: ${what} Page: ${page}. Code: ${code}.`
}

/** Guesses the identity provider of an email domain from its mail servers, which are where the directory is. */
import { domainKey } from '@gatehouse-sso/core/email'
import { Failure } from '@gatehouse-sso/core/failure'
import type { Language } from '@gatehouse-sso/sdk/contract/setup-intents'
import type { Ports } from '../ports/ports.ts'
import type { ConnectionType } from '../stores/connections.ts'

export interface ProviderGuess {
  readonly object: 'setup_guess'
  readonly type: ConnectionType | null
  readonly because: string
}

const texts: Readonly<
  Record<Language, { found: (host: string, name: string) => string; none: (domain: string) => string }>
> = {
  en: {
    found: (host, name) => `The mail of this domain goes to ${host}, which is ${name}.`,
    none: (domain) => `Nothing that ${domain} publishes names an identity provider. Ask whoever manages your accounts.`,
  },
  de: {
    found: (host, name) => `Die E-Mails dieser Domain gehen an ${host}, das ist ${name}.`,
    none: (domain) =>
      `Nichts, was ${domain} veröffentlicht, nennt einen Identitätsanbieter. Fragen Sie, wer Ihre Konten verwaltet.`,
  },
}

/** @throws Failure values_invalid for a text that is no domain */
export async function guessProvider(ports: Ports, text: string, language: Language): Promise<ProviderGuess> {
  const domain = domainKey(text.trim().split('@').at(-1) ?? '')
  if (domain === undefined) {
    const error = { param: '/domain', code: 'invalid_format', message: 'is no domain such as contoso.example' }
    throw new Failure('values_invalid', { errors: [error] })
  }
  const hosts = await ports.domain_names.mailHosts(domain)
  for (const host of hosts) {
    const service = ports.connection_types.mailService(host)
    if (service) {
      return { object: 'setup_guess', type: service.type, because: texts[language].found(host, service.name) }
    }
  }
  return { object: 'setup_guess', type: null, because: texts[language].none(domain) }
}

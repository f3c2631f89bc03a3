/** The language of a page before the portal. */
import type { Language } from '@gatehouse-sso/sdk/contract/setup-intents'
import type { SetupLinkRecord } from '../../domain/stores/setup-links.ts'
import { languageOfTags, preferredLanguage } from '../language.ts'
import type { Visit } from '../visit.ts'

/** The language of the address, else that of the link, else that of the browser. */
export function languageOf({ query_text, headers }: Visit, link?: SetupLinkRecord): Language {
  const asked = new URLSearchParams(query_text).get('language') ?? undefined
  return languageOfTags(asked) ?? link?.language ?? preferredLanguage(headers['accept-language'])
}

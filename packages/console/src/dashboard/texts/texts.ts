/**
 * The texts of every page in the language of the reader. They are loaded once, before the first page, and only in that
 * language. Another language begins with another load of the page (shell/language-choice.tsx), so a page may keep its
 * texts in a constant. The texts themselves import no module of the dashboard: this one waits for them.
 */
import { loadCatalogue } from '../../language/catalogue.ts'
import { chosenLanguage } from '../data/chosen-language.ts'
import type * as english from './en/index.ts'
import type { Texts } from './texts-type.ts'

export const language = chosenLanguage()

const [texts, partTexts]: [Texts<typeof english>, Awaited<ReturnType<typeof loadCatalogue>>] = await Promise.all([
  language === 'de' ? import('./de/index.ts') : import('./en/index.ts'),
  loadCatalogue(language),
])

/** The texts of the parts that the dashboard shares with the portal. */
export { partTexts }

export const {
  apiResourcesTexts,
  apiResourceTexts,
  applicationsTexts,
  applicationTexts,
  providerFormTexts,
  configureTexts,
  connectionTexts,
  eventsTexts,
  eventTexts,
  eventInWords,
  eventTitle,
  groupsTexts,
  listTexts,
  organizationsTexts,
  organizationTexts,
  overviewTexts,
  pickTexts,
  settingsTexts,
  environmentTexts,
  rolesTexts,
  apiKeysTexts,
  signingKeysTexts,
  brandingTexts,
  teamTexts,
  shellTexts,
  signInsTexts,
  signInTexts,
  codeInWords,
  stateTexts,
  userStates,
  usersTexts,
  userTexts,
} = texts

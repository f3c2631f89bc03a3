/** German words for states, codes and the parties that act, on every page. */
import type * as english from '../en/states.ts'
import type { Texts } from '../texts-type.ts'

const known: Readonly<Record<string, string>> = {
  person: 'Person',
  administrator: 'Administrator',
  developer: 'Entwickler',
  operator: 'Ihr Team',
  active: 'Aktiv',
  invited: 'Eingeladen',
  suspended: 'Gesperrt',
}

/** A code that is no word for people stays as it is: people search for it, and the command line has the same. */
export function codeInWords(code: string): string {
  const text = known[code] ?? code.replaceAll('_', ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const inDays = (days: number): string => (days === 0 ? 'heute' : days === 1 ? 'in 1 Tag' : `in ${days} Tagen`)

export const stateTexts: Texts<typeof english.stateTexts> = {
  connection: {
    active: 'Aktiv',
    draft: 'Entwurf',
    inactive: 'Inaktiv',
    failing: 'Gestört',
    none: 'Nicht eingerichtet',
  },
  signIn: {
    in_progress: 'Läuft',
    succeeded: 'Gelungen',
    failed: 'Gescheitert',
    abandoned: 'Abgebrochen',
    test_in_progress: 'Test läuft',
    test_succeeded: 'Test bestanden',
    test_failed: 'Test gescheitert',
  },
  setupLink: {
    open: 'Offen',
    started: 'Begonnen',
    completed: 'Abgeschlossen',
    expired: 'Abgelaufen',
    revoked: 'Widerrufen',
  },
  domain: { pending: 'Wartet auf DNS', verified: 'Bestätigt', failed: 'Nicht nachgewiesen' },
  days: (days) => (days === 1 ? '1 Tag' : `${days} Tage`),
  inDays,
  expired: 'Abgelaufen',
  endsIn: (days) => (days < 0 ? 'Zugangsdaten abgelaufen' : `Zugangsdaten enden ${inDays(days)}`),
  unknownPerson: 'Unbekannte Person',
}

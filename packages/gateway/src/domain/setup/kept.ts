/** The data that the gateway keeps of the people of an organization, for its security team. */
import type { Language } from '@gatehouse-sso/sdk/contract/setup-intents'
import type { EnvironmentRecord } from '../stores/environments.ts'

export interface Kept {
  readonly what: string
  readonly how_long: string
}

const texts: Readonly<Record<Language, (days: number) => readonly Kept[]>> = {
  en: (days) => [
    {
      what: 'Name, email address, user name, groups and roles of each person who signs in',
      how_long: 'Until the vendor deletes the person',
    },
    { what: 'The claims of each sign-in, sealed, so that a failure can be explained', how_long: `${days} days` },
    { what: 'Time and result of each sign-in, without claims', how_long: 'Until the connection is deleted' },
    { what: 'Client secret or private key of the connection, sealed', how_long: 'Until it is replaced and removed' },
    { what: 'Passwords', how_long: 'Never: they stay with your identity provider' },
  ],
  de: (days) => [
    {
      what: 'Name, E-Mail-Adresse, Benutzername, Gruppen und Rollen jeder Person, die sich anmeldet',
      how_long: 'Bis der Anbieter die Person löscht',
    },
    {
      what: 'Die Ansprüche jeder Anmeldung, versiegelt, damit sich ein Fehler erklären lässt',
      how_long: `${days} Tage`,
    },
    { what: 'Zeit und Ergebnis jeder Anmeldung, ohne Ansprüche', how_long: 'Bis die Verbindung gelöscht wird' },
    {
      what: 'Clientgeheimnis oder privater Schlüssel der Verbindung, versiegelt',
      how_long: 'Bis sie ersetzt und entfernt sind',
    },
    { what: 'Passwörter', how_long: 'Nie: Sie bleiben bei Ihrem Identitätsanbieter' },
  ],
}

export function keptOf({ trace_days }: EnvironmentRecord, language: Language): Kept[] {
  return [...texts[language](trace_days)]
}

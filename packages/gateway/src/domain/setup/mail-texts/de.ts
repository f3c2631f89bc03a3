/** Die Mails am Ende einer Einrichtung auf Deutsch; siehe en.ts. */
import type { Names, SetupMailTexts } from './en.ts'

const back = ({ vendor }: Names): string =>
  `Um Zugangsdaten zu ersetzen, zu testen oder Single Sign-on auszuschalten, melden Sie sich mit diesem Konto unter der Adresse unten an. Nur Personen, die ${vendor} genannt hat, kommen hinein.`
const link = 'Single Sign-on verwalten'

export const de: SetupMailTexts = {
  vendor_on: {
    subject: ({ organization }) => `${organization} hat Single Sign-on eingeschaltet`,
    what: ({ organization, connection_id }) =>
      `Eine Administratorin oder ein Administrator von ${organization} hat Single Sign-on eingerichtet und eingeschaltet. Die Verbindung ist ${connection_id}. Sie müssen nichts tun.`,
    back,
    link,
  },
  vendor_waits: {
    subject: ({ organization }) => `${organization} wartet darauf, dass Sie Single Sign-on einschalten`,
    what: ({ organization, connection_id }) =>
      `Eine Administratorin oder ein Administrator von ${organization} hat Single Sign-on eingerichtet. Es wartet darauf, dass Sie es einschalten, und zwar mit: gatehouse connections activate ${connection_id}`,
    back,
    link,
  },
  vendor_waits_for_candidate: {
    subject: ({ organization }) => `${organization} wartet darauf, dass Sie neue Einstellungen in Kraft setzen`,
    what: ({ organization, connection_id }) =>
      `Eine Administratorin oder ein Administrator von ${organization} hat Single Sign-on eingerichtet. Die Verbindung ist schon eingeschaltet, deshalb warten die neuen Einstellungen in ihrem Kandidaten. Setzen Sie sie in Kraft mit: gatehouse connections activate-candidate ${connection_id}`,
    back,
    link,
  },
  administrator_on: {
    subject: ({ vendor }) => `Single Sign-on bei ${vendor} ist eingeschaltet`,
    what: ({ organization, vendor }) =>
      `Ab jetzt melden sich die Personen von ${organization} bei ${vendor} mit ihrem Geschäftskonto an.`,
    back,
    link,
  },
  administrator_waits: {
    subject: ({ vendor }) => `Ihre Einrichtung ist abgeschlossen und wartet auf ${vendor}`,
    what: ({ organization, vendor }) =>
      `Sie haben Single Sign-on für ${organization} eingerichtet. ${vendor} schaltet es ein. Bis dahin ändert sich für Ihre Kolleginnen und Kollegen nichts.`,
    back,
    link,
  },
}

/** Die Mails am Ende einer Einrichtung auf Deutsch; siehe en.ts. */
import type { Names, SetupMailTexts } from './en.ts'

const back = ({ vendor }: Names): string =>
  `Um Zugangsdaten zu ersetzen, zu testen oder Single Sign-on auszuschalten, melden Sie sich mit diesem Konto unter der Adresse unten an. Nur Personen, die ${vendor} genannt hat, kommen hinein.`
const link = 'Single Sign-on verwalten'

export const de: SetupMailTexts = {
  vendor_on: {
    subject: ({ organization }) => `${organization} hat Single Sign-on eingeschaltet`,
    what: ({ organization, connection_id }) =>
      `Eine Administratorin oder ein Administrator von ${organization} hat Single Sign-on eingerichtet, getestet und eingeschaltet. Die Verbindung ist ${connection_id}. Sie müssen nichts tun.`,
    back,
    link,
  },
  vendor_waits: {
    subject: ({ organization }) => `${organization} wartet darauf, dass Sie Single Sign-on einschalten`,
    what: ({ organization, connection_id }) =>
      `Eine Administratorin oder ein Administrator von ${organization} hat Single Sign-on eingerichtet und getestet. Es wartet auf Sie, weil die Organisation schon Benutzer oder eine Verbindung hat. Schalten Sie es ein mit: gatehouse connections activate ${connection_id}`,
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

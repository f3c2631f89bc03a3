import type { samlHints } from '../saml.ts'
import { type HintTexts, text } from './text.ts'

const report = (cause: string) =>
  text(
    cause,
    'Melden Sie sich noch einmal an. Bleibt der Fehler, melden Sie ihn mit der ID der Anmeldung an die Hersteller von Gatehouse.',
  )
const federation = (cause: string) =>
  text(cause, 'Prüfen Sie den eigenen Identitätsanbieter des Mandanten, an den Entra die Anmeldung weiterleitet.')
const signedOut = (cause: string) =>
  text(cause, 'Schließen Sie alle Fenster des Browsers. Damit ist die Sitzung sicher beendet.')
const signing = (cause: string) =>
  text(
    cause,
    'Erzeugen Sie unter „SAML Certificates“ (SAML-Zertifikate) ein neues Signaturzertifikat, und laden Sie dessen Metadaten in die Verbindung.',
  )
const upload = 'Laden Sie das Signaturzertifikat der Verbindung unter „Verification certificates“ hoch'

/** German texts of ../saml.ts. */
export const samlTexts: HintTexts<typeof samlHints> = {
  75005: report('Entra konnte die SAML-Anfrage nicht lesen.'),
  750054: report('Die SAML-Anfrage fehlt in der Adresse.'),
  75001: report('Entra konnte seine SAML-Antwort für die gewählte Bindung nicht schreiben.'),
  75003: report('Die SAML-Anfrage verlangt eine Bindung, die Entra nicht hat.'),
  75008: report('Die SAML-Anfrage nennt ein anderes Ziel als die Adresse, an die sie gesendet wurde.'),
  75011: text(
    'Die Person hat sich mit einem anderen Verfahren angemeldet, als die SAML-Anfrage verlangt.',
    'Entfernen Sie den verlangten Authentifizierungskontext aus der Verbindung.',
  ),
  75016: report('Die SAML-Anfrage verlangt eine NameID in einer Form, die Entra nicht hat.'),
  7500529: report('Die SAML-Anfrage hat eine ID, die mit einer Ziffer beginnt.'),
  76021: text(
    'Die Anwendung nimmt nur signierte Anfragen an.',
    `${upload}, oder verlangen Sie keine signierten Anfragen.`,
  ),
  76026: text(
    'Die SAML-Anfrage ist abgelaufen.',
    'Melden Sie sich noch einmal an. Bleibt der Fehler, lassen Sie die Uhr des Gateways von NTP stellen.',
  ),
  900236: report('Die SAML-Anfrage hat eine Eigenschaft, die Entra nicht unterstützt.'),
  90011: report('Die SAML-Anfrage hat einen SPNameQualifier, den Entra nicht unterstützt.'),
  50003: signing('Die Anwendung hat keinen Signaturschlüssel.'),
  50006: text('Entra konnte die Signatur der SAML-Anfrage nicht bestätigen.', `${upload}.`),
  50008: federation('Die SAML-Assertion des eigenen Identitätsanbieters des Mandanten fehlt oder ist falsch.'),
  5000819: federation('Die SAML-Assertion des eigenen Identitätsanbieters des Mandanten ist ungültig.'),
  501241: text(
    'Das Attribut für die NameID ist leer, zum Beispiel weil die Person keine E-Mail-Adresse hat.',
    'Wählen Sie `user.userprincipalname` als Quelle des „Unique User Identifier“ (Eindeutiger Benutzerbezeichner).',
  ),
  50061: signedOut('Entra konnte die Abmeldeanfrage nicht lesen.'),
  50068: signedOut('Die Anwendung, die die Abmeldung begonnen hat, nimmt an der Sitzung nicht teil.'),
  50070: signedOut('Die Abmeldeanfrage nennt eine Sitzung, die zu Ende ist.'),
  50071: signedOut('Die Abmeldeanfrage ist abgelaufen.'),
}

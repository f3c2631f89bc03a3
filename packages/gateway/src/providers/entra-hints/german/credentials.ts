import type { credentialHints, policyHints } from '../credentials.ts'
import { type HintTexts, text } from './text.ts'

const value =
  'Kopieren Sie die Spalte „Value“ (Wert) des Clientgeheimnisses, nicht die „Secret ID“ (Geheime ID), und zwar von dieser Anwendung. Ist der Wert nicht mehr da, legen Sie ein neues Geheimnis an. Senden Sie den Wert auf sicherem Weg an die Betreiber dieses Dienstes; sie geben ihn in der Verbindung ein.'
const federated = (cause: string) =>
  text(
    cause,
    'Vergleichen Sie unter „Federated credentials“ (Verbundanmeldeinformationen) Aussteller, Betreff und Zielgruppe Zeichen für Zeichen mit der Verbindung. Neue Angaben brauchen einige Minuten.',
  )
const showsCertificate = 'Laden Sie das Zertifikat hoch, das die Verbindung zeigt. Vergleichen Sie den Fingerabdruck.'
const newCertificate = 'Erzeugen Sie in der Verbindung ein neues Zertifikat, laden Sie es hoch und aktivieren Sie es.'
const underWeb = 'Entfernen Sie ihn dort, und registrieren Sie ihn unter der Plattform Web.'

/** German texts of ../credentials.ts. */
export const credentialTexts: HintTexts<typeof credentialHints> = {
  7000215: text('Das Clientgeheimnis ist falsch.', value),
  70002: text('Die Zugangsdaten sind falsch.', value),
  7000222: text(
    'Das Clientgeheimnis ist abgelaufen.',
    'Wählen Sie „New client secret“ (Neuer geheimer Clientschlüssel) und senden Sie dessen Wert auf sicherem Weg an die Betreiber dieses Dienstes; sie fügen ihn der Verbindung hinzu und aktivieren ihn. Löschen Sie danach das alte.',
  ),
  7000218: text(
    'Die Anfrage hat keine Zugangsdaten, und die Anwendung ist vertraulich.',
    'Fügen Sie der Verbindung ein Clientgeheimnis hinzu und aktivieren Sie es.',
  ),
  700025: text(
    'Die Anwendung ist öffentlich, und die Verbindung sendet Zugangsdaten.',
    'Registrieren Sie den Umleitungs-URI unter der Plattform Web, nicht unter „Single-page application“ oder „Mobile and desktop“.',
  ),
  9002326: text('Der Umleitungs-URI ist für eine Single-Page-Anwendung registriert.', underWeb),
  9002327: text('Der Umleitungs-URI ist für eine Single-Page-Anwendung registriert.', underWeb),
  700027: text('Die Signatur der Client-Assertion ist falsch.', showsCertificate),
  7000274: text('Die Signatur der Client-Assertion ist falsch.', showsCertificate),
  700024: text(
    'Die Client-Assertion liegt außerhalb ihrer Gültigkeit.',
    'Lassen Sie die Uhr des Gateways von NTP stellen.',
  ),
  700021: text('Die Client-Assertion betrifft eine andere Anwendung.', 'Prüfen Sie die Client-ID der Verbindung.'),
  700023: text(
    'Die Client-Assertion ist für einen anderen Mandanten.',
    'Prüfen Sie Mandanten-ID und Cloud der Verbindung.',
  ),
  7000214: text('Das Zertifikat wurde widerrufen.', newCertificate),
  7000277: text('Das Zertifikat wurde widerrufen.', newCertificate),
  1000502: text('Das Zertifikat ist noch nicht gültig oder abgelaufen.', newCertificate),
  700030: text(
    'Der Antragstellername des Zertifikats ist für diese Anwendung nicht erlaubt.',
    'Laden Sie das Zertifikat selbst unter „Certificates & secrets“ (Zertifikate & Geheimnisse) hoch.',
  ),
  50012: text('Das Zertifikat oder sein Aussteller wird nicht angenommen.', showsCertificate),
  50013: text(
    'Die Assertion ist für eine andere Zielgruppe oder abgelaufen.',
    'Senden Sie ein neues Token, das für diese Anwendung erstellt wurde.',
  ),
  500133: text(
    'Die Assertion ist abgelaufen.',
    'Senden Sie ein neues Token. War es neu, lassen Sie die Uhr von NTP stellen.',
  ),
  70021: federated('Keine Verbundanmeldeinformationen der Anwendung passen.'),
  700211: federated('Keine Verbundanmeldeinformationen haben diesen Aussteller.'),
  700212: federated('Keine Verbundanmeldeinformationen haben diese Zielgruppe.'),
  700213: federated('Keine Verbundanmeldeinformationen haben diesen Betreff.'),
  7002138: federated('Verbundanmeldeinformationen unterscheiden sich nur in Groß- und Kleinschreibung.'),
  90061: text(
    'Entra konnte den Aussteller der Verbundanmeldeinformationen nicht lesen.',
    'Sein Discovery-Dokument und seine Schlüssel müssen aus dem Internet über https erreichbar sein.',
  ),
  700229: text('Entra nimmt hier kein eigenes Token an.', 'Verwenden Sie die Assertion, die die Verbindung erstellt.'),
}

export const policyTexts: HintTexts<typeof policyHints> = {
  CredentialTypeNotAllowedAsPerAppPolicy: text(
    'Eine Richtlinie des Mandanten erlaubt keine Clientgeheimnisse.',
    'Verwenden Sie Verbundanmeldeinformationen, die kein Geheimnis brauchen. Laden Sie sonst ein Zertifikat hoch.',
  ),
  CredentialInvalidLifetimeAsPerAppPolicy: text(
    'Eine Richtlinie des Mandanten erlaubt Clientgeheimnisse nur für kürzere Zeit.',
    'Verwenden Sie Verbundanmeldeinformationen, die nicht ablaufen. Wählen Sie sonst eine kürzere Laufzeit.',
  ),
}

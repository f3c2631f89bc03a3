/** Die Texte der laufenden Prüfung auf Deutsch; siehe en.ts. */
import type { FindingCode } from './en.ts'

export const de: Readonly<Record<FindingCode, readonly [string, string | null]>> = {
  trimmed: ['Die Leerzeichen um den Wert wurden entfernt.', null],
  resolved: ['Die Domain gehört zu einem Mandanten. Ab jetzt wird dessen ID verwendet.', null],
  invalid: ['Der Wert passt nicht: {message}.', null],
  tenant_found: ['Der Mandant wurde gefunden.', null],
  client_looks_right: [
    'Das sieht wie eine Anwendungs-ID aus.',
    'Ob sie bekannt ist, zeigt sich zusammen mit dem Geheimnis.',
  ],
  client_accepted: ['Die Anwendung ist bekannt.', null],
  same_ids: [
    'Das ist noch einmal die Mandanten-ID.',
    'Beide Werte stehen auf derselben Seite. Kopieren Sie den anderen: die Anwendungs-ID (Client), „Application (client) ID“.',
  ],
  swapped: ['Mandanten-ID und Anwendungs-ID sind vertauscht.', 'Mit vertauschten Werten wird der Mandant gefunden.'],
  open_to_all: [
    '`{value}` steht für jeden Mandanten der Welt.',
    'Geben Sie die ID Ihres eigenen Mandanten ein, damit sich niemand sonst anmelden kann. Für eine Anwendung vieler Mandanten zählen Sie deren IDs auf.',
  ],
  not_found: [
    'Kein Mandant dieser Cloud hat diese ID.',
    'Kopieren Sie die ID noch einmal von der Seite „Overview“ der App-Registrierung.',
  ],
  other_cloud: ['Der Mandant gehört zu einer anderen Cloud.', 'Erwartet: {expected}. Gefunden: {received}.'],
  discovery_failed: ['Die Konfiguration an dieser Adresse ist nicht brauchbar.', '{received}'],
  issuer_mismatch: ['Die Adresse nennt einen anderen Aussteller.', 'Erwartet: {expected}. Gefunden: {received}.'],
  no_answer: [
    'Der Identitätsanbieter hat nicht geantwortet.',
    'Das hält Sie nicht auf. Der Wert wird bei der Testanmeldung noch einmal geprüft.',
  ],
  secret_id: [
    'Das ist die Secret ID. Das Geheimnis steht links davon in der Spalte Value.',
    'Entra zeigt den Value nur, bis Sie die Seite verlassen. Endet er jetzt mit Punkten, legen Sie ein weiteres Geheimnis an und kopieren dessen Value.',
  ],
  secret_accepted: ['Das Geheimnis wird angenommen.', null],
  secret_refused: ['Das Geheimnis wird abgelehnt.', '{text}'],
  secret_kept: [
    'Das Geheimnis wurde nicht ausprobiert.',
    'Ohne eine Person lässt sich der Identitätsanbieter nicht fragen. Die Testanmeldung zeigt es.',
  ],
  secrets_forbidden: [
    'Der Mandant verbietet Clientgeheimnisse.',
    'Wählen Sie stattdessen „Kein Geheimnis“ oder ein Zertifikat: Beides ist in diesem Mandanten möglich.',
  ],
  secret_new: [
    'Das Geheimnis ist noch nicht bekannt.',
    'Ein neues Geheimnis braucht einige Minuten, bis es gilt. Versuchen Sie es bald noch einmal. {text}',
  ],
  expired: [
    'Das Geheimnis ist am {date} abgelaufen.',
    'Legen Sie ein neues Clientgeheimnis an und kopieren Sie dessen Value.',
  ],
  expires_soon: [
    'Das Geheimnis läuft in {days} Tagen ab, am {date}.',
    'Wählen Sie 24 Monate, wenn Ihre Regeln es erlauben.',
  ],
  metadata_read: ['Die Werte wurden gelesen.', null],
  certificate_until: ['{name}, bis {date}', null],
  certificate_ended: ['{name}, abgelaufen am {date}', null],
  certificates_ended: [
    'Das Zertifikat ist am {date} abgelaufen.',
    'Anmeldungen gelingen damit weiterhin. Legen Sie beim Identitätsanbieter ein neues an und lesen Sie die Metadaten noch einmal.',
  ],
  certificate_short: [
    'Der Schlüssel des Zertifikats hat {bits} Bit.',
    'Anmeldungen werden abgelehnt. Erstellen Sie beim Identitätsanbieter ein Zertifikat mit 2048 Bit oder mehr.',
  ],
  certificate_unread: [
    'Das ist kein Zertifikat.',
    'Ein Zertifikat beginnt mit `-----BEGIN CERTIFICATE-----`. Exportieren Sie es als Base64 (PEM) und fügen Sie es noch einmal ein.',
  ],
  other_kind: [
    'Das sind die Werte eines anderen Identitätsanbieters.',
    '`{received}` ist keine Entitäts-ID von {name}. Kopieren Sie den Wert noch einmal von der Seite Ihrer Anwendung.',
  ],
  metadata_of_tenant: [
    'In der Adresse fehlt `{name}`.',
    'Ohne diesen Teil wird das Zertifikat des Verzeichnisses gelesen, nicht das Ihrer Anwendung. Kopieren Sie die ganze „App Federation Metadata Url“ bis zum Ende.',
  ],
  metadata_no_xml: [
    'Das sind keine Metadaten.',
    'Es ist eine Webseite oder eine beschädigte Datei. Metadaten sind XML und beginnen mit `<EntityDescriptor` oder `<?xml`.',
  ],
  metadata_other_document: [
    'Das ist ein XML-Dokument anderer Art.',
    'Metadaten beginnen mit `EntityDescriptor`. Laden Sie die Metadaten des Identitätsanbieters noch einmal herunter.',
  ],
  metadata_of_application: [
    'Das sind die Metadaten einer Anwendung, vielleicht unsere.',
    'Kopieren Sie die Metadaten des Identitätsanbieters: Darin steht, wo sich Personen anmelden.',
  ],
  metadata_ended: ['Die Metadaten sind veraltet.', 'Ihr letzter Tag ist vorbei. Laden Sie sie noch einmal herunter.'],
  metadata_without_certificate: [
    'Die Metadaten enthalten kein Zertifikat zum Signieren.',
    'Legen Sie beim Identitätsanbieter ein Signaturzertifikat an und laden Sie die Metadaten noch einmal herunter.',
  ],
  metadata_too_large: [
    'Das Dokument ist zu groß.',
    'Nehmen Sie die Metadaten eines einzelnen Identitätsanbieters, nicht die einer Föderation.',
  ],
  date_invalid: ['Das ist kein Datum.', 'Ein Datum sieht so aus: 2028-11-21.'],
}

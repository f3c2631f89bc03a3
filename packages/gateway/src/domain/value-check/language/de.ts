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
  date_invalid: ['Das ist kein Datum.', 'Ein Datum sieht so aus: 2028-11-21.'],
}

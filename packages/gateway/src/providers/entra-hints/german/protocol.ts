import type { protocolHints } from '../protocol.ts'
import { type HintTexts, text } from './text.ts'

const again = (cause: string) => text(cause, 'Melden Sie sich von der Anwendung aus noch einmal an.')
const report = (cause: string) =>
  text(
    cause,
    'Melden Sie sich noch einmal an. Bleibt der Fehler, melden Sie ihn mit der ID der Anmeldung an die Hersteller von Gatehouse.',
  )
const later = (cause: string) =>
  text(
    cause,
    'Melden Sie sich in einer Minute noch einmal an. Bleibt der Fehler, informieren Sie die Betreiber dieses Dienstes.',
  )
const federation = (cause: string) =>
  text(cause, 'Prüfen Sie den eigenen Identitätsanbieter des Mandanten, an den Entra die Anmeldung weiterleitet.')

/** German texts of ../protocol.ts. */
export const protocolTexts: HintTexts<typeof protocolHints> = {
  54005: again('Der Code wurde schon verwendet.'),
  70008: again('Der Code oder das Aktualisierungstoken ist abgelaufen.'),
  700082: again('Das Aktualisierungstoken wurde zu lange nicht verwendet.'),
  700084: again('Das Aktualisierungstoken einer Single-Page-Anwendung ist nach einem Tag zu Ende gegangen.'),
  70000: again('Der Code wurde für eine andere Anwendung ausgestellt.'),
  700005: again('Der Code stammt von einem anderen Mandanten.'),
  501481: report('Der PKCE-Verifier passt nicht zur Challenge.'),
  9002325: report('Die Anfrage hat keine PKCE-Challenge.'),
  50147: report('Die PKCE-Challenge hat die falsche Länge.'),
  501491: report('Die PKCE-Methode ist ungültig.'),
  9002313: report('Entra konnte die Anfrage nicht lesen.'),
  900561: text(
    'Die Seite wurde mit der Zurück-Schaltfläche noch einmal geöffnet.',
    'Melden Sie sich von der Anwendung aus noch einmal an.',
  ),
  9000411: report('Ein Parameter steht zweimal in der Anfrage.'),
  70003: report('Entra kennt den Grant-Typ nicht.'),
  700051: report('Die Anwendung darf am Autorisierungsendpunkt kein Zugriffstoken anfordern.'),
  900144: report('In der Anfrage fehlt ein Parameter.'),
  90014: report('In der Anfrage fehlt ein Parameter.'),
  90015: report('Die Anfrage ist zu lang.'),
  90023: report('Ein Parameter der Anfrage ist ungültig.'),
  90100: report('Ein Parameter der Anfrage ist ungültig.'),
  90013: report('Die Eingabe ist ungültig.'),
  50196: text(
    'Dieselbe Anfrage wurde zu oft gesendet.',
    'Finden Sie heraus, warum die Anwendung immer wieder Anmeldungen beginnt.',
  ),
  50169: report('Der Bereich der Anfrage ist ungültig.'),
  1002016: text(
    'Die Verbindung zu Entra hat TLS 1.0 oder 1.1 verwendet.',
    'Lassen Sie den Proxy zwischen dem Gateway und dem Internet TLS 1.2 oder neuer verwenden.',
  ),
  50000: later('Entra hatte einen eigenen Fehler.'),
  90033: later('Entra ist ausgelastet.'),
  90090: later('Entra konnte die Anfrage nicht abschließen.'),
  50033: later('Entra hatte einen vorübergehenden Fehler.'),
  90024: later('Entra hatte einen vorübergehenden Fehler.'),
  90006: later('Ein Dienst von Microsoft hat nicht geantwortet.'),
  40008: later('Der Identitätsanbieter des Mandanten hat nicht geantwortet.'),
  40010: later('Der Identitätsanbieter des Mandanten hat nicht geantwortet.'),
  90055: later('Der Mandant hat zu viele Anfragen gesendet.'),
  20001: federation('Der eigene Identitätsanbieter des Mandanten hat abgelehnt.'),
  20012: federation(
    'Der eigene Identitätsanbieter des Mandanten hat in einer Form geantwortet, die Entra nicht liest.',
  ),
  40009: federation('Der eigene Identitätsanbieter des Mandanten hat abgelehnt.'),
  40015: federation('Der eigene Identitätsanbieter des Mandanten hat abgelehnt.'),
  50146: text(
    'Die Anwendung ordnet Ansprüche zu und hat keinen eigenen Signaturschlüssel.',
    'Fügen Sie einen Signaturschlüssel hinzu, oder entfernen Sie die Zuordnung der Ansprüche.',
  ),
  501461: text(
    'Die Anwendung darf für diese Zielgruppe keine Ansprüche zuordnen.',
    'Verwenden Sie den Anwendungs-ID-URI einer bestätigten Domain, oder entfernen Sie die Zuordnung der Ansprüche.',
  ),
  70016: again('Der Gerätecode wurde noch nicht eingegeben.'),
  70018: again('Der Gerätecode ist falsch.'),
  70019: again('Der Gerätecode ist abgelaufen.'),
  90119: again('Der Gerätecode ist leer.'),
  90120: again('Der Gerätecode wurde schon verwendet.'),
  50199: again('Entra fragt, ob das die richtige Anwendung ist.'),
}

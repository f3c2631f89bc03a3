import type { upstreamFailures } from '../upstream.ts'
import { type FailureTexts, text } from './text.ts'

/** German texts of ../upstream.ts. */
export const upstreamTexts: FailureTexts<typeof upstreamFailures> = {
  upstream_cancelled: text(
    'Die Anmeldung wurde beim Identitätsanbieter abgebrochen',
    'Melden Sie sich noch einmal an. Hat die Seite nach einer Administratorin oder einem Administrator gefragt, geben Sie dort ' +
      'die Referenz unten weiter.',
  ),
  upstream_refused: text(
    'Der Identitätsanbieter hat die Anmeldung abgelehnt',
    'Sehen Sie sich seinen Fehlercode im Ablauf der Anmeldung an. Der Code nennt die Einstellung, die beim Identitätsanbieter zu ' +
      'ändern ist.',
  ),
  upstream_response_malformed: text(
    'Die Antwort des Identitätsanbieters ist unvollständig',
    'Die Verbindung erwartet einen Autorisierungscode in der Abfrage. Prüfen Sie Antworttyp und Antwortmodus beim ' +
      'Identitätsanbieter.',
  ),
  upstream_issuer_missing: text(
    'Der Identitätsanbieter hat in der Antwort seinen Aussteller nicht genannt',
    'Melden Sie sich noch einmal an. Bleibt der Fehler, sind die Metadaten des Identitätsanbieters falsch: Sie versprechen den ' +
      'Parameter `iss`.',
  ),
  upstream_issuer_mismatch: text(
    'Die Antwort kommt von einem anderen Identitätsanbieter',
    'Prüfen Sie Mandant oder Aussteller der Verbindung; `expected` und `received` unterscheiden sich.',
  ),
  upstream_client_refused: text(
    'Der Identitätsanbieter nimmt die Zugangsdaten der Verbindung nicht an',
    'Prüfen Sie Client-ID und Clientgeheimnis der Verbindung. In Entra: App registrations > Certificates & secrets. Kopieren ' +
      'Sie die Spalte „Value“, nicht die Secret ID; das Geheimnis darf nicht abgelaufen sein.',
  ),
  upstream_code_refused: text(
    'Der Identitätsanbieter hat seinen eigenen Code nicht angenommen',
    'Melden Sie sich noch einmal an; ein Code gilt einmal, für wenige Minuten.',
  ),
  upstream_unreachable: text(
    'Der Identitätsanbieter ist nicht erreichbar',
    'Prüfen Sie auf dem Rechner des Gateways die Adresse der Verbindung, DNS, TLS, die Firewall und den Proxy ' +
      '(`GATEHOUSE_OUTBOUND_PROXY`).',
  ),
  upstream_error: text(
    'Der Identitätsanbieter meldet einen Fehler auf seiner Seite',
    'Melden Sie sich in einer Minute noch einmal an. Bleibt der Fehler, sehen Sie auf der Statusseite des Identitätsanbieters ' +
      'nach.',
  ),
  upstream_answer_unusable: text(
    'Die Antwort des Identitätsanbieters folgt dem Standard nicht',
    'Sehen Sie sich `expected` und `received` und den Ablauf der Anmeldung an.',
  ),
  credential_missing: text(
    'Die Verbindung hat keine Zugangsdaten',
    'Fügen Sie der Verbindung ein Clientgeheimnis hinzu.',
  ),
  credential_refused: text(
    'Der Identitätsanbieter lehnt diese Zugangsdaten ab',
    'Prüfen Sie Client-ID und Clientgeheimnis der Verbindung. In Entra: App registrations > Certificates & secrets. Kopieren ' +
      'Sie die Spalte „Value“, nicht die Secret ID; das Geheimnis darf nicht abgelaufen sein.',
  ),
  dns_unavailable: text(
    'Das Domain Name System hat nicht geantwortet',
    'Versuchen Sie es in einer Minute noch einmal. Bleibt der Fehler, prüfen Sie die Nameserver des Rechners, auf dem Gatehouse ' +
      'läuft.',
  ),
  connection_incomplete: text(
    'Der Verbindung fehlt noch etwas',
    'Geben Sie ein, was fehlt: Einstellungen mit `gatehouse connections update`; Zugangsdaten, wenn der Typ sie braucht, mit ' +
      '`gatehouse credentials create`. Aktivieren Sie dann die Verbindung. `errors` nennt die Teile.',
  ),
  tenant_and_client_swapped: text(
    'Mandanten-ID und Client-ID der Verbindung sind vertauscht',
    'Tauschen Sie `tenant_id` und `client_id` in den Einstellungen der Verbindung. In Entra stehen beide unter App ' +
      'registrations > Ihre App > Overview.',
  ),
  credential_expired: text(
    'Die Zugangsdaten der Verbindung sind abgelaufen',
    'Legen Sie ein neues Geheimnis oder Zertifikat an, fügen Sie es der Verbindung hinzu und aktivieren Sie es. In Entra: App ' +
      'registrations > Certificates & secrets. Verbundanmeldeinformationen laufen nie ab.',
  ),
  discovery_unusable: text(
    'Das Konfigurationsdokument des Identitätsanbieters ist nicht brauchbar',
    'Öffnen Sie die Discovery-URL in einem Browser: Sie muss mit JSON antworten, über https, ohne Umleitung.',
  ),
  discovery_issuer_mismatch: text(
    'Das Konfigurationsdokument nennt einen anderen Aussteller als die Verbindung',
    'Setzen Sie `issuer` in den Einstellungen der Verbindung genau auf den Wert des Dokuments: Groß- und Kleinschreibung, Host ' +
      'und ein Schrägstrich am Ende zählen.',
  ),
  keys_unusable: text(
    'Die Signaturschlüssel des Identitätsanbieters sind nicht lesbar',
    'Prüfen Sie seine `jwks_uri`; sie muss mit höchstens 100 Schlüsseln in 512 KiB antworten.',
  ),
  token_too_large: text(
    'Das ID-Token ist zu groß',
    'Senden Sie weniger Ansprüche. In Entra: App registrations > Ihre App > Token configuration > Edit groups claim > „Groups ' +
      'assigned to the application“.',
  ),
  token_malformed: text(
    'Das ID-Token ist kein signiertes Token in kompakter Form',
    'Prüfen Sie die Einstellungen der Anwendung beim Identitätsanbieter: keine Verschlüsselung, RS256.',
  ),
  token_algorithm_refused: text(
    'Das ID-Token ist mit einem Verfahren signiert, das diese Verbindung nicht annimmt',
    'Stellen Sie beim Identitätsanbieter das Signaturverfahren in `expected` ein.',
  ),
  token_key_unknown: text(
    'Das ID-Token ist mit einem Schlüssel signiert, den der Identitätsanbieter nicht veröffentlicht',
    'Prüfen Sie Mandanten-ID, Cloud und Konfigurations-URL der Verbindung: Das Token stammt von einem anderen Mandanten oder ' +
      'Aussteller, oder dessen Schlüssel wurden gerade gewechselt. Im zweiten Fall gelingt eine Anmeldung in einer Minute.',
  ),
  token_signature_wrong: text(
    'Die Signatur des ID-Tokens ist falsch',
    'Das Token wurde verändert oder von jemand anderem erstellt. Hier ist nichts zu beheben.',
  ),
  token_issuer_wrong: text(
    'Das ID-Token stammt von einem anderen Aussteller',
    'Prüfen Sie Mandant oder Aussteller der Verbindung; `expected` und `received` unterscheiden sich.',
  ),
  token_audience_wrong: text('Das ID-Token ist für eine andere Anwendung', 'Prüfen Sie die Client-ID der Verbindung.'),
  token_expired: text(
    'Das ID-Token ist abgelaufen oder noch nicht gültig',
    'Prüfen Sie die Uhren beider Seiten; 120 Sekunden Unterschied sind erlaubt.',
  ),
  session_expiry_past: text(
    'Der Identitätsanbieter hat eine Sitzung gesendet, die schon zu Ende ist',
    'Melden Sie sich noch einmal an. Geschieht es wieder, vergleichen Sie die Uhr des Identitätsanbieters mit unserer, und sehen ' +
      'Sie nach, wie lange seine Sitzungen gelten (`session_expiry`).',
  ),
  token_claim_missing: text(
    'Dem ID-Token fehlt ein Anspruch, den der Standard verlangt',
    'Stellen Sie den Identitätsanbieter so ein, dass er den Anspruch in `expected` sendet.',
  ),
  token_nonce_wrong: text(
    'Das ID-Token gehört zu einer anderen Anmeldung',
    'Melden Sie sich von der Anwendung aus noch einmal an.',
  ),
  token_kind_wrong: text(
    'Der Identitätsanbieter hat kein ID-Token gesendet',
    'Der Identitätsanbieter hat stattdessen ein Zugriffs- oder Abmeldetoken gesendet. Prüfen Sie seine Konfiguration.',
  ),
  token_tenant_wrong: text(
    'Die Person hat sich mit einem Konto eines anderen Mandanten angemeldet',
    'Melden Sie sich mit einem Konto der Organisation an, oder fügen Sie den Mandanten zur Verbindung hinzu.',
  ),
  token_subject_wrong: text(
    'Der Identitätsanbieter hat zu einer anderen Person geantwortet',
    'Melden Sie sich noch einmal an. Kommt es wieder vor, fragen Sie den Anbieter, warum ein Aktualisierungstoken das ID-Token ' +
      'einer anderen Person liefert.',
  ),
  authentication_too_old: text(
    'Der Identitätsanbieter hat Sie nicht noch einmal anmelden lassen, obwohl die Anwendung es verlangt',
    'Melden Sie sich noch einmal an. In Entra muss für diese Prüfung der optionale Anspruch `auth_time` eingeschaltet sein.',
  ),
  userinfo_subject_wrong: text(
    'Die Userinfo-Antwort betrifft eine andere Person als das ID-Token',
    'Hier ist nichts zu beheben. Gatehouse hat die Anmeldung zur Sicherheit abgelehnt.',
  ),
}

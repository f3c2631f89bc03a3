import type { tokenFailures } from '../token.ts'
import { type FailureTexts, text } from './text.ts'

/** German texts of ../token.ts. */
export const tokenTexts: FailureTexts<typeof tokenFailures> = {
  client_authentication_missing: text(
    'Die Anwendung hat sich nicht authentifiziert',
    'Senden Sie das Clientgeheimnis im Header `Authorization` oder im Inhalt.',
  ),
  client_authentication_failed: text(
    'Die Anwendung ließ sich nicht authentifizieren',
    'Prüfen Sie Client-ID und Clientgeheimnis; auch ein widerrufenes oder abgelaufenes Geheimnis wird abgelehnt.',
  ),
  client_keys_unusable: text(
    'Die öffentlichen Schlüssel der Anwendung sind nicht lesbar',
    'Prüfen Sie `jwks_uri` der Anwendung: Die Adresse muss mit einem JWK Set antworten, über https, ohne Umleitung.',
  ),
  client_authentication_repeated: text(
    'Die Anwendung hat sich auf zwei Arten zugleich authentifiziert',
    'Verwenden Sie nur eine Art: den Header `Authorization` oder den Inhalt.',
  ),
  client_authentication_method: text(
    'Die Anwendung ist für diese Art der Authentifizierung nicht registriert',
    'Verwenden Sie die Art in `expected`, oder ändern Sie die Anwendung.',
  ),
  client_secret_in_address: text(
    'Ein Clientgeheimnis oder ein Code wurde in der URL gesendet',
    'Senden Sie die Parameter dieses Endpunkts im Inhalt. Das Geheimnis steht jetzt in Protokollen: Legen Sie ein neues an.',
  ),
  client_disabled: text('Diese Anwendung ist ausgeschaltet', 'Schalten Sie sie unter Applications ein.'),
  grant_type_missing: text('Der Grant-Typ fehlt', 'Senden Sie `grant_type`.'),
  grant_type_unsupported: text(
    'Dieser Grant-Typ wird nicht unterstützt',
    'Verwenden Sie `authorization_code`, `refresh_token`, den Gerätecode oder den Tokentausch.',
  ),
  token_parameter_missing: text('Ein Parameter fehlt', 'Senden Sie den Parameter, den `param` nennt.'),
  code_invalid: text(
    'Dieser Code ist ungültig',
    'Ein Code gilt einmal, 60 Sekunden lang, für die Anwendung und den Umleitungs-URI, für die er ausgestellt wurde. Beginnen ' +
      'Sie eine neue Anmeldung.',
  ),
  code_reused: text(
    'Dieser Code wurde schon verwendet; die Tokens daraus wurden widerrufen',
    'Senden Sie einen Code nie zweimal; beginnen Sie eine neue Anmeldung.',
  ),
  verifier_missing: text('Der PKCE-Verifier fehlt', 'Senden Sie den `code_verifier`, der zur Challenge gehört.'),
  verifier_unexpected: text(
    'Ein PKCE-Verifier wurde gesendet, aber die Anmeldung begann ohne Challenge',
    'Senden Sie `code_challenge` auch an den Autorisierungsendpunkt.',
  ),
  verifier_wrong: text(
    'Der PKCE-Verifier gehört nicht zur Challenge',
    'Bewahren Sie für jede Anmeldung einen eigenen Verifier auf, zum Beispiel im Sitzungscookie.',
  ),
  device_code_invalid: text(
    'Der Gerätecode ist ungültig',
    'Fordern Sie einen neuen Gerätecode an. Er gehört zu einer Anwendung und liefert einmal Tokens.',
  ),
  device_pending: text(
    'Die Anmeldung für dieses Gerät ist nicht abgeschlossen',
    'Geben Sie den Code des Geräts auf dessen Seite ein und melden Sie sich dort an.',
  ),
  device_slow_down: text('Das Gerät fragt zu oft', 'Warten Sie ab jetzt zwischen zwei Anfragen 5 Sekunden länger.'),
  device_denied: text(
    'Die Person hat das Gerät abgelehnt',
    'Beginnen Sie auf dem Gerät noch einmal, wenn Sie es selbst gestartet haben.',
  ),
  device_code_expired: text(
    'Der Gerätecode gilt nicht mehr',
    'Beginnen Sie auf dem Gerät noch einmal. Ein Code gilt zehn Minuten lang.',
  ),
  user_code_unknown: text(
    'Dieser Code ist nicht bekannt oder gilt nicht mehr',
    'Vergleichen Sie ihn mit dem Code auf dem Gerät, oder lassen Sie das Gerät einen neuen anzeigen.',
  ),
  user_codes_guessed: text(
    'Zu viele falsche Codes wurden eingegeben',
    'Warten Sie eine Minute und versuchen Sie es dann noch einmal. Nach zehn falschen Codes von einer Adresse dauert es eine ' +
      'Stunde.',
  ),
  device_sign_in_lost: text(
    'Diese Anmeldung für ein Gerät gilt nicht mehr',
    'Beginnen Sie auf dem Gerät noch einmal. Öffnen Sie dessen Seite in dem Browser, in dem Sie sich anmelden.',
  ),
  device_sign_in_refused: text(
    'Die Anmeldung für das Gerät ist nicht gelungen',
    'Beginnen Sie auf dem Gerät noch einmal. Geschieht es wieder, sagen Sie Ihrer Administration, was die Seite davor gemeldet ' +
      'hat.',
  ),
  token_type_unsupported: text(
    'Dieser Tokentyp lässt sich nicht tauschen',
    'Tauschen Sie ein Zugriffstoken von Entra gegen ein Zugriffstoken. Die Typen stehen in `expected`.',
  ),
  exchange_parameter_unsupported: text(
    'Ein Parameter des Tokentauschs wird nicht unterstützt',
    'Lassen Sie den Parameter weg. Es gibt ein Ziel, und niemand handelt für andere.',
  ),
  subject_token_refused: text(
    'Das Subject-Token wurde abgelehnt',
    'Der Grund steht in `error_description`. Es ist derselbe wie bei `/v1/access/verify`.',
  ),
  token_exchange_not_allowed: text(
    'Diese API-Ressource erlaubt keinen Tokentausch',
    'Setzen Sie `allow_token_exchange` der API-Ressource.',
  ),
  token_not_revocable: text(
    'Ein Token aus einem Tausch lässt sich nicht widerrufen',
    'Lassen Sie es innerhalb von 10 Minuten ablaufen, oder beenden Sie den Zugang des Benutzers.',
  ),
  grant_type_not_allowed: text(
    'Diese Anwendung darf diesen Grant-Typ nicht verwenden',
    'Fügen Sie ihn zu `grant_types` der Anwendung hinzu.',
  ),
  refresh_token_invalid: text(
    'Dieses Aktualisierungstoken ist ungültig',
    'Es wurde verwendet, ist abgelaufen, wurde widerrufen oder gehört zu einer anderen Anwendung. Lassen Sie die Person sich ' +
      'noch einmal anmelden.',
  ),
  refresh_token_reused: text(
    'Dieses Aktualisierungstoken wurde schon verwendet; alle Tokens der Anmeldung wurden widerrufen',
    'Bewahren Sie nur das neueste Aktualisierungstoken auf, und verwenden Sie es nur an einer Stelle zugleich.',
  ),
  recheck_refused: text(
    'Der Identitätsanbieter lässt diese Person nicht mehr hinein',
    'Das Konto ist vielleicht deaktiviert oder der Anwendung nicht zugewiesen, oder seine Sitzungen wurden widerrufen. Die ' +
      'Sitzung ist beendet.',
  ),
  recheck_sign_in_needed: text(
    'Die Person muss sich noch einmal anmelden, bevor Tokens erneuert werden',
    'Leiten Sie die Person zu einer Anmeldung. Der Identitätsanbieter verlangt eine neue Anmeldung, oder er hat kein ' +
      'Aktualisierungstoken geliefert.',
  ),
  scope_exceeded: text(
    'Die Anfrage verlangt mehr, als gewährt wurde',
    'Lassen Sie `scope` weg, oder nennen Sie nur Scopes der ersten Anfrage oder des Subject-Tokens.',
  ),
  session_ended: text('Die Sitzung hinter dieser Berechtigung ist beendet', 'Melden Sie sich noch einmal an.'),
  access_token_missing: text(
    'Diese Anfrage enthält kein Zugriffstoken',
    'Senden Sie den Header `Authorization: Bearer …`.',
  ),
  access_token_repeated: text(
    'Das Zugriffstoken wurde auf zwei Arten zugleich gesendet',
    'Senden Sie den Header `Authorization: Bearer …` und kein `access_token` im Inhalt (RFC 6750, 2).',
  ),
  access_token_in_address: text(
    'Das Zugriffstoken wurde in der URL gesendet',
    'Senden Sie den Header `Authorization: Bearer …`; das Token steht jetzt in Protokollen.',
  ),
  access_token_invalid: text(
    'Dieses Zugriffstoken ist ungültig',
    'Das Token ist abgelaufen, wurde widerrufen oder für einen anderen Zweck ausgestellt. Holen Sie ein neues Token.',
  ),
}

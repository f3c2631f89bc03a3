import type { authorizeFailures } from '../authorize.ts'
import { type FailureTexts, text } from './text.ts'

/** German texts of ../authorize.ts. */
export const authorizeTexts: FailureTexts<typeof authorizeFailures> = {
  client_unknown: text(
    'Diese Anwendung ist hier nicht registriert',
    'Prüfen Sie `client_id` in der Anwendung, und ob sie den Aussteller der richtigen Umgebung verwendet.',
  ),
  redirect_uri_missing: text(
    'Die Anwendung hat keinen Umleitungs-URI gesendet',
    'Senden Sie `redirect_uri` genau so, wie sie für die Anwendung registriert ist.',
  ),
  redirect_uri_not_registered: text(
    'Der Umleitungs-URI ist für diese Anwendung nicht registriert',
    'Registrieren Sie den URI in `received` für die Anwendung (`gatehouse applications update app_… --redirect-uris …`), oder ' +
      'korrigieren Sie die Anwendung. Pfad, Port, Groß- und Kleinschreibung und ein Schrägstrich am Ende müssen genau ' +
      'übereinstimmen.',
  ),
  parameter_repeated: text(
    'Ein Parameter wurde mehr als einmal gesendet',
    'Senden Sie jeden Parameter einmal (RFC 6749, 3.1).',
  ),
  response_type_missing: text('Die Anwendung hat keinen Antworttyp gesendet', 'Senden Sie `response_type=code`.'),
  response_type_unsupported: text(
    'Dieser Antworttyp wird nicht unterstützt',
    'Verwenden Sie den Ablauf mit Autorisierungscode: `response_type=code`.',
  ),
  response_mode_unsupported: text(
    'Dieser Antwortmodus wird nicht unterstützt',
    'Lassen Sie `response_mode` weg, oder senden Sie `query` oder `form_post`. Ein Umleitungs-URI mit eigenem Schema nimmt nur ' +
      '`query` an.',
  ),
  request_object_unsupported: text(
    'Anfrageobjekte werden nicht unterstützt',
    'Senden Sie statt `request` die Parameter selbst, oder reichen Sie sie vorher bei `/oauth/par` ein.',
  ),
  request_uri_unsupported: text(
    'Dieser `request_uri` wird nicht unterstützt',
    'Reichen Sie die Anfrage bei `/oauth/par` ein und senden Sie den `request_uri`, den Sie zurückbekommen. Kein anderer Wert ' +
      'wird angenommen.',
  ),
  scope_invalid: text(
    'Der Scope ist ungültig',
    'Senden Sie Scopes, die durch einzelne Leerzeichen getrennt sind, darunter `openid`, zum Beispiel `openid profile email`.',
  ),
  resource_reserved: text(
    'Diese Ressource ist reserviert',
    'Fordern Sie eine andere `resource` an. Tokens für diese stünden für die Geheimnisse von Verbindungen.',
  ),
  resource_unknown: text(
    'Diese Ressource ist keine API-Ressource dieser Umgebung',
    'Senden Sie die ID (`res_…`) einer API-Ressource, die eingeschaltet ist, oder ihren Anwendungs-ID-URI, wenn ihn keine ' +
      'andere hat.',
  ),
  resource_not_granted: text(
    'Die Ressource ist nicht die der Autorisierungsanfrage',
    'Senden Sie dieselbe `resource` in der Autorisierungsanfrage, oder lassen Sie sie in der Tokenanfrage weg.',
  ),
  resource_of_another_organization: text(
    'Diese API-Ressource gehört zu einer anderen Organisation',
    'Fordern Sie eine API-Ressource der Organisation an, in der sich die Person angemeldet hat, oder eine für alle ' +
      'Organisationen.',
  ),
  parameter_too_long: text(
    'Ein Parameter ist zu lang oder enthält unerlaubte Zeichen',
    'Kürzen Sie den Parameter, den `param` nennt; `state` und `nonce` dürfen 2.048 Zeichen haben.',
  ),
  pkce_required: text(
    'Diese Anwendung muss PKCE verwenden',
    'Senden Sie `code_challenge` mit `code_challenge_method=S256`; jede aktuelle Bibliothek für OpenID Connect kann das.',
  ),
  pkce_method_unsupported: text(
    'Diese PKCE-Methode wird nicht unterstützt',
    'Senden Sie `code_challenge_method=S256`.',
  ),
  pkce_challenge_malformed: text(
    'Die PKCE-Challenge ist kein SHA-256-Hash in base64url',
    'Senden Sie 43 Zeichen: den SHA-256-Hash des Verifiers in base64url ohne Auffüllung (RFC 7636, 4.2).',
  ),
  prompt_invalid: text(
    'Dieser Wert von `prompt` ist ungültig',
    'Senden Sie `prompt=none` allein, oder `prompt=login`, `prompt=select_account` oder `prompt=consent`.',
  ),
  claims_invalid: text(
    'Der Parameter `claims` ist ungültig',
    'Senden Sie ein JSON-Objekt mit `id_token` oder `userinfo`, jeweils ein Objekt aus Ansprüchen (OpenID Connect Core, 5.5).',
  ),
  request_uri_unknown: text(
    'Diese eingereichte Anfrage gibt es nicht mehr',
    'Reichen Sie die Anfrage noch einmal ein. Sie gilt einmal, zehn Minuten lang, und nur für die Anwendung, die sie ' +
      'eingereicht hat.',
  ),
  request_uri_without_organization: text(
    'Diese eingereichte Anfrage nennt keine Organisation, und der Pfad kann keine ergänzen',
    'Reichen Sie den Parameter `organization` mit der Anfrage ein. Nach RFC 9126 lässt sich einer eingereichten Anfrage später ' +
      'nichts hinzufügen.',
  ),
  max_age_invalid: text('Dieser Wert von `max_age` ist ungültig', 'Senden Sie eine Anzahl von Sekunden, 0 oder mehr.'),
  organization_unknown: text(
    'Diese Organisation gibt es nicht',
    'Prüfen Sie den Parameter `organization`: Er ist die ID einer Organisation dieser Umgebung.',
  ),
  connection_unknown: text(
    'Diese Verbindung gibt es nicht',
    'Prüfen Sie den Parameter `connection`: Er ist die ID einer Verbindung dieser Umgebung und der genannten Organisation.',
  ),
  connection_not_active: text(
    'Single Sign-on ist für diese Organisation nicht eingeschaltet',
    'Aktivieren Sie die Verbindung, oder legen Sie eine für die Organisation an.',
  ),
  domain_unknown: text(
    'Keine Organisation verwendet Single Sign-on mit dieser E-Mail-Domain',
    'Prüfen Sie die Schreibweise der E-Mail-Adresse, oder fragen Sie Ihre Administration, welche Adresse Sie verwenden sollen. ' +
      'Die Betreiber können die Domain unter Organizations > Domains zur Organisation hinzufügen.',
  ),
  domain_not_verified: text(
    'Eine Organisation beansprucht die E-Mail-Domain, aber die Domain ist nicht bestätigt',
    'Bestätigen Sie die Domain unter Organizations > Domains. Bis dahin führt sie niemanden zur Verbindung.',
  ),
  sign_in_required: text(
    'Die Person ist nicht angemeldet, und die Anwendung wollte keine Seite zeigen lassen',
    'Beginnen Sie noch einmal ohne `prompt=none`.',
  ),
}

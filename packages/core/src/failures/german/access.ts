import type { accessFailures } from '../access.ts'
import { type FailureTexts, text } from './text.ts'

/** German texts of ../access.ts. */
export const accessTexts: FailureTexts<typeof accessFailures> = {
  tenant_not_proved: text(
    'Keine abgeschlossene Anmeldung über diese Verbindung hat einen Mandanten dieser Cloud nachgewiesen',
    'Lassen Sie jemanden aus der Organisation sich über die Verbindung anmelden, oder geben Sie `organization_id` und ' +
      '`tenant_id` ein.',
  ),
  api_resource_missing: text(
    'Keine API-Ressource hat diese ID',
    'Setzen Sie die ID der API-Ressource (`res_…`) in die Adresse ein: `/v1/access/verify?resource=res_…`.',
  ),
  api_resource_disabled: text(
    'Diese API nimmt zurzeit keine Tokens von Kunden an',
    'Setzen Sie `enabled` der API-Ressource.',
  ),
  access_token_malformed: text(
    'Das Zugriffstoken ist nicht lesbar',
    'Entschlüsseln Sie das Token auf Ihrem eigenen Rechner und vergleichen Sie seine Ansprüche mit `expected` und `received`.',
  ),
  access_token_for_graph: text(
    'Dieses Zugriffstoken ist für Microsoft Graph und nicht für diese API',
    'Fordern Sie bei Entra ein Token mit einem Scope dieser API an, ohne einen Scope von Microsoft Graph.',
  ),
  access_token_algorithm: text(
    'Das Zugriffstoken ist mit einem Verfahren signiert, das nicht angenommen wird',
    'Senden Sie das Token so, wie es ausgestellt wurde. Entra signiert mit RS256.',
  ),
  access_token_kind: text(
    'Das ist kein Zugriffstoken',
    'Senden Sie das `access_token` aus der Antwort von Entra. Ein `id_token` ist für die Anwendung selbst.',
  ),
  access_token_version: text(
    'Das ist ein v1.0-Token',
    'Setzen Sie in Entra unter App registrations > die API > Manifest den Wert `requestedAccessTokenVersion` auf 2. Oder ' +
      'setzen Sie `accepts_v1` der API-Ressource.',
  ),
  access_token_claim_missing: text(
    'Dem Zugriffstoken fehlt ein Anspruch',
    'Senden Sie ein Zugriffstoken, das Entra für diese API ausgestellt hat. Der fehlende Anspruch steht in `expected`.',
  ),
  access_token_audience: text(
    'Dieses Zugriffstoken ist für eine andere API',
    'Fordern Sie bei Entra ein Token mit einem Scope dieser API an.',
  ),
  access_token_expired: text(
    'Das Zugriffstoken ist abgelaufen',
    'Fordern Sie ein neues Zugriffstoken an. Wurde dieses gerade erst ausgestellt, stellen Sie die Uhr, die `expected` nennt.',
  ),
  access_token_not_yet_valid: text(
    'Das Zugriffstoken ist noch nicht gültig',
    'Stellen Sie die Uhr, die `expected` nennt. Sie geht der Uhr des Ausstellers nach.',
  ),
  access_tenant_unknown: text(
    'Der Mandant dieses Zugriffstokens darf diese API nicht aufrufen',
    'Fügen Sie den Mandanten zur API-Ressource hinzu: `gatehouse api-resources add-tenant`. Wenn Sie mehrere Konten haben, ' +
      'melden Sie sich mit dem Konto der richtigen Organisation an.',
  ),
  access_token_issuer: text(
    'Dieses Zugriffstoken wurde für einen anderen Mandanten oder von einem anderen Aussteller signiert',
    'Fordern Sie das Token beim Mandanten in `tid` an: https://login.microsoftonline.com/<Mandanten-ID>/oauth2/v2.0/token.',
  ),
  access_token_key_unknown: text(
    'Das Zugriffstoken ist mit einem Schlüssel signiert, den sein Mandant dafür nicht veröffentlicht',
    'Prüfen Sie, ob das Token aus der Cloud der API-Ressource stammt. Hat die API einen eigenen Signaturschlüssel, setzen Sie ' +
      '`application_keys`. Ein neuer Schlüssel gilt innerhalb einer Minute.',
  ),
  access_token_signature: text(
    'Die Signatur des Zugriffstokens ist falsch',
    'Senden Sie das Token so, wie Entra es ausgestellt hat. Dieses wurde gekürzt, verändert oder von jemand anderem signiert.',
  ),
  access_client_refused: text(
    'Die Anwendung, die dieses Token angefordert hat, steht nicht auf der Liste',
    'Fügen Sie die Anwendungs-ID (Client) dieser Anwendung zu `allowed_clients` der API-Ressource oder ihres Mandanten hinzu.',
  ),
  access_scope_missing: text(
    'Dem Zugriffstoken fehlt ein Scope',
    'Fordern Sie bei Entra den Scope in `expected` an und lassen Sie eine Administratorin oder einen Administrator zustimmen.',
  ),
  access_app_only_refused: text(
    'Diese API nimmt kein Programm ohne eine Person an',
    'Lassen Sie eine Person sich am Programm anmelden, oder setzen Sie `allow_app_only` der API-Ressource.',
  ),
  access_app_role_missing: text(
    'Dem Programm fehlt eine App-Rolle dieser API',
    'Öffnen Sie in Entra App registrations > das Programm > API permissions > Add > My APIs > Application permissions, und ' +
      'erteilen Sie die Administratorzustimmung.',
  ),
  access_claims_needed: text(
    'Die Person muss zuerst einen Authentifizierungskontext erfüllen',
    'Beginnen Sie eine neue Anmeldung bei Entra und senden Sie `claims` aus der Aufforderung mit. MSAL hat dafür den Parameter ' +
      '`claims`.',
  ),
  access_groups_overage: text(
    'Die Person ist in mehr Gruppen, als Entra in ein Token schreibt (Gruppenüberlauf)',
    'Wählen Sie in Entra App registrations > die API > Token configuration > Groups claim > „Groups assigned to the ' +
      'application“, oder verwenden Sie App-Rollen.',
  ),
  access_keys_unavailable: text(
    'Die Schlüssel, mit denen Zugriffstokens signiert werden, sind nicht lesbar',
    'Prüfen Sie, ob dieser Server die Adresse in `expected` erreicht, gegebenenfalls über seinen Proxy. Senden Sie die Anfrage ' +
      'dann noch einmal.',
  ),
  access_gateway_unavailable: text(
    'Das Gateway kann nicht gefragt werden, wer diese API aufrufen darf',
    'Prüfen Sie, ob dieser Server das Gateway erreicht und ob sein API-Schlüssel den Scope `api_resources:verify` hat. Senden ' +
      'Sie die Anfrage dann noch einmal.',
  ),
}

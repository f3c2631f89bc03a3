import type { apiFailures } from '../api.ts'
import { type FailureTexts, text } from './text.ts'

/** German texts of ../api.ts. */
export const apiTexts: FailureTexts<typeof apiFailures> = {
  body_malformed: text('Der Inhalt ist kein gültiges JSON', 'Senden Sie ein JSON-Objekt in UTF-8.'),
  query_invalid: text(
    'Ein Parameter der Abfrage ist ungültig',
    'Korrigieren Sie den Parameter, den `param` nennt. Die Dokumentation der Operation nennt die erlaubten Werte.',
  ),
  api_key_missing: text(
    'Diese Anfrage enthält keinen API-Schlüssel',
    'Senden Sie den Header `Authorization: Bearer sk_…`. Gatehouse liest einen Schlüssel nie aus der URL.',
  ),
  api_key_invalid: text(
    'Diesen API-Schlüssel gibt es nicht, er ist abgelaufen oder wurde widerrufen',
    'Prüfen Sie, ob der ganze Schlüssel kopiert wurde und zu dieser Installation gehört; legen Sie einen neuen an, wenn er ' +
      'widerrufen wurde.',
  ),
  scope_missing: text(
    'Diesem API-Schlüssel fehlt der Scope für diese Operation',
    'Verwenden Sie einen Schlüssel mit dem Scope, den `expected` nennt.',
  ),
  api_key_outlives_caller: text(
    'Dieser API-Schlüssel endet vor dem Schlüssel, den er anlegen, ersetzen oder widerrufen würde',
    'Senden Sie ein `expires_at` vor dem Ende in `expected`, oder verwenden Sie einen Schlüssel, der später oder nie endet.',
  ),
  resource_missing: text(
    'Keine Ressource hat diese ID',
    'Prüfen Sie die ID und ihre Art. Der API-Schlüssel muss zur Umgebung der Ressource gehören.',
  ),
  environment_key_needed: text(
    'Diese Operation gehört zu einer Umgebung, und der Installationsschlüssel hat keine',
    'Verwenden Sie einen Schlüssel der Umgebung (`sk_test_…` oder `sk_live_…`). Der Installationsschlüssel legt einen an: ' +
      '`POST /v1/environments/{id}/api_keys` oder `gatehouse environments create-api-key`.',
  ),
  installation_key_needed: text(
    'Diese Operation gehört zur Installation, und dieser Schlüssel zu einer Umgebung',
    'Verwenden Sie den Installationsschlüssel (`sk_inst_…`), den `gatehouse init` ausgegeben hat.',
  ),
  route_missing: text('Diesen Pfad gibt es nicht', 'Prüfen Sie den Pfad; die Verwaltungs-API beginnt mit /v1.'),
  method_not_allowed: text(
    'Dieser Pfad nimmt diese Methode nicht an',
    'Verwenden Sie eine Methode, die `Allow` nennt.',
  ),
  already_exists: text(
    'Eine Ressource mit diesem Wert gibt es schon',
    'Verwenden Sie die vorhandene, oder wählen Sie einen anderen Wert für das Feld, das `param` nennt.',
  ),
  domain_taken: text(
    'Eine andere Organisation hat diese Domain bestätigt',
    'Eine andere Organisation hat diese Domain. Entfernen Sie sie zuerst dort, oder prüfen Sie die Schreibweise.',
  ),
  state_conflict: text(
    'Der Zustand der Ressource erlaubt diese Operation nicht',
    'Lesen Sie die Ressource; `expected` nennt den Zustand, den die Operation braucht.',
  ),
  candidate_untested: text(
    'Seit der letzten Änderung des Kandidaten ist kein Test gelungen',
    'Öffnen Sie den Testlink (`gatehouse connections test-candidate`), melden Sie sich an, und aktivieren Sie ihn dann. ' +
      '`without_test` aktiviert einen ungetesteten Kandidaten, und das Ereignis sagt es.',
  ),
  cloud_mismatch: text(
    'Der Mandant gehört zu einer anderen Cloud',
    'Setzen Sie `cloud` der Verbindung auf die Cloud des Mandanten. Jede Cloud hat ihre eigenen App-Registrierungen.',
  ),
  clock_differs: text(
    'Die Uhren des Gateways und des Identitätsanbieters unterscheiden sich',
    'Lassen Sie die Uhr des Gateway-Rechners von NTP stellen, oder sehen Sie nach der Uhr des Identitätsanbieters.',
  ),
  endpoints_changed: text(
    'Der Identitätsanbieter veröffentlicht andere Endpunkte als vorher',
    'Vergewissern Sie sich, dass der Identitätsanbieter zu den Endpunkten in `received` umgezogen ist. Bestätigen Sie sie dann: ' +
      '`gatehouse connections confirm-endpoints`. Bis dahin verwenden Anmeldungen die bisherigen Endpunkte. Wenn niemand ' +
      'umgezogen ist, hat jemand anderes seine Konfiguration geändert.',
  ),
  keys_exposed: text(
    'Der Identitätsanbieter veröffentlicht den geheimen Teil eines Schlüssels',
    'Sagen Sie der Administration des Identitätsanbieters, dass sie den Schlüssel zurückziehen und mit einem neuen signieren ' +
      'muss: Wer ihn gelesen hat, kann als der Identitätsanbieter signieren. Gatehouse beachtet den Schlüssel nicht.',
  ),
  consent_unsupported: text(
    'Bei diesem Identitätsanbieter gibt es keine Zustimmung der Administration',
    'Sie müssen nichts tun. Verbindungen dieses Typs brauchen keine Zustimmung.',
  ),
  limit_reached: text(
    'Die Höchstzahl für diese Ressource ist erreicht',
    'Löschen Sie zuerst eine; `expected` nennt die Höchstzahl.',
  ),
  changed_meanwhile: text(
    'Eine andere Anfrage hat diese Ressource im selben Augenblick geändert',
    'Senden Sie die Anfrage noch einmal.',
  ),
  idempotency_key_invalid: text(
    'Der Idempotency-Key ist ungültig',
    'Senden Sie 1 bis 255 sichtbare ASCII-Zeichen, zum Beispiel eine UUID. Verwenden Sie für jede Operation einen neuen.',
  ),
  idempotency_key_reused: text(
    'Dieser Idempotency-Key wurde für eine andere Anfrage verwendet',
    'Verwenden Sie für jede Operation einen neuen. Wiederholen Sie eine Anfrage unverändert.',
  ),
  idempotency_in_progress: text(
    'Eine Anfrage mit diesem Idempotency-Key läuft noch',
    'Senden Sie die Anfrage in einer Sekunde noch einmal.',
  ),
  idempotency_secret_shown: text(
    'Diese Anfrage wurde schon ausgeführt, und ihr Geheimnis wird nur einmal gezeigt',
    'Haben Sie das Geheimnis verloren, widerrufen Sie es, und legen Sie mit einem neuen Idempotency-Key ein neues an.',
  ),
  idempotency_answer_lost: text(
    'Diese Anfrage wurde schon ausgeführt, aber ihre Antwort ging verloren',
    'Suchen Sie das Ergebnis der ersten Anfrage in der Liste. Um die Operation noch einmal auszuführen, verwenden Sie einen ' +
      'neuen Idempotency-Key.',
  ),
  precondition_failed: text(
    'Die Ressource wurde geändert, seit sie gelesen wurde',
    'Lesen Sie sie noch einmal, wenden Sie Ihre Änderung auf die neue Fassung an, und senden Sie das neue ETag in `If-Match`.',
  ),
  body_too_large: text(
    'Der Inhalt ist zu groß',
    'Senden Sie höchstens 256 KiB; als Teil eines Imports höchstens 200 KiB.',
  ),
  address_too_long: text('Die URL ist zu lang', 'Kürzen Sie die Abfrage.'),
  headers_too_large: text(
    'Die Header dieser Anfrage sind zu groß',
    'Löschen Sie die Cookies dieser Website, und versuchen Sie es dann noch einmal. Ein Programm sendet höchstens 16 KiB an ' +
      'Headern.',
  ),
  request_too_slow: text(
    'Die Anfrage kam nicht rechtzeitig an',
    'Prüfen Sie die Verbindung, und versuchen Sie es dann noch einmal. Header und Inhalt müssen innerhalb von 15 Sekunden ' +
      'ankommen.',
  ),
  expectation_unknown: text(
    'Die Anfrage hat einen Header `Expect`, den dieser Server nicht kennt',
    'Lassen Sie den Header weg, oder senden Sie `Expect: 100-continue`.',
  ),
  request_malformed: text(
    'Die Anfrage ist kein gültiges HTTP',
    'Senden Sie eine Anfrage nach RFC 9112 mit einem Header `Host`; vielleicht hat ein Proxy dazwischen sie verändert.',
  ),
  address_malformed: text(
    'Die URL ist nicht richtig kodiert',
    'Kodieren Sie jeden Teil des Pfads. Auf jedes `%` folgen zwei hexadezimale Ziffern.',
  ),
  media_type_unsupported: text(
    'Dieser Pfad nimmt den Medientyp des Inhalts nicht an',
    'Senden Sie `Content-Type: application/json` an die Verwaltungs-API und Formularfelder an die OAuth-Endpunkte.',
  ),
  values_invalid: text(
    'Einige Werte sind ungültig',
    'Korrigieren Sie die Felder, die `errors` nennt; nichts wurde geändert.',
  ),
  rate_limited: text(
    'Zu viele Anfragen',
    'Warten Sie eine Minute, und versuchen Sie es dann noch einmal. Ein Programm wartet so viele Sekunden, wie `Retry-After` ' +
      'nennt.',
  ),
}

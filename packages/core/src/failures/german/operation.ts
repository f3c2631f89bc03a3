import type { operationFailures } from '../operation.ts'
import { type FailureTexts, text } from './text.ts'

/** German texts of ../operation.ts. */
export const operationTexts: FailureTexts<typeof operationFailures> = {
  setting_missing: text('Eine Einstellung fehlt', 'Setzen Sie die Variable, die `param` nennt.'),
  setting_invalid: text('Eine Einstellung ist ungültig', 'Korrigieren Sie die Variable, die `param` nennt.'),
  mail_not_configured: text(
    'Das Gateway hat keinen Mailserver',
    'Setzen Sie GATEHOUSE_SMTP_URL und GATEHOUSE_MAIL_FROM, oder geben Sie den Link selbst weiter.',
  ),
  mail_refused: text(
    'Der Mailserver hat die Nachricht abgelehnt',
    'Sehen Sie den Code in `received` beim Mailserver nach: Vielleicht sind dort Absender oder Empfänger nicht erlaubt.',
  ),
  mail_unreachable: text(
    'Der Mailserver antwortet nicht',
    'Prüfen Sie GATEHOUSE_SMTP_URL, und ob dieser Rechner Verbindungen dorthin öffnen darf. `smtp://` mit einem Passwort ' +
      'braucht STARTTLS.',
  ),
  master_key_missing: text(
    'GATEHOUSE_MASTER_KEY fehlt',
    'Erzeugen Sie einen Schlüssel mit `gatehouse init`, und setzen Sie GATEHOUSE_MASTER_KEY oder GATEHOUSE_MASTER_KEY_FILE.',
  ),
  master_key_weak: text(
    'GATEHOUSE_MASTER_KEY ist kein starker Schlüssel',
    'Nötig sind 32 zufällige Bytes in base64; `gatehouse init` erzeugt einen solchen Schlüssel.',
  ),
  master_key_wrong: text(
    'GATEHOUSE_MASTER_KEY ist nicht der Schlüssel, mit dem diese Datenbank angelegt wurde',
    'Verwenden Sie den Schlüssel, dessen ID in `expected` steht.',
  ),
  public_url_insecure: text(
    'GATEHOUSE_PUBLIC_URL muss mit https beginnen, außer bei einer Loopback-Adresse',
    'Stellen Sie TLS vor das Gateway, und setzen Sie die https-Adresse.',
  ),
  not_initialized: text(
    'Diese Datenbank ist nicht initialisiert',
    'Führen Sie einmal `gatehouse init` aus; der Befehl gibt den Installationsschlüssel aus.',
  ),
  already_initialized: text(
    'Diese Datenbank ist schon initialisiert',
    'Verwenden Sie die Schlüssel der ersten Initialisierung. Um neu zu beginnen, verwenden Sie eine andere Datenbank.',
  ),
  schema_newer: text(
    'Die Datenbank gehört zu einer neueren Version von Gatehouse',
    'Starten Sie die Version, die sie angelegt hat, oder eine neuere.',
  ),
  schema_older: text(
    'Die Datenbank gehört zu einer älteren Version von Gatehouse',
    'Führen Sie `gatehouse migrate up` aus, oder setzen Sie GATEHOUSE_MIGRATE=auto.',
  ),
  schema_changed: text(
    'Eine Migration dieses Programms ist nicht die, mit der die Datenbank angelegt wurde',
    'Starten Sie die Version, die die Datenbank angelegt hat, oder eine neuere. Eine veröffentlichte Migration ändert sich nie; ' +
      'ein Programm aus geändertem Quelltext braucht eine eigene Datenbank.',
  ),
  schema_half_migrated: text(
    'Eine Migration der Datenbank hat begonnen und wurde nicht fertig',
    'Beenden Sie jeden Prozess, der die Datenbank verwendet. Stellen Sie die Sicherung von vor der Migration wieder her, oder ' +
      'führen Sie `gatehouse migrate up` aus, um sie abzuschließen.',
  ),
  database_unavailable: text(
    'Die Datenbank ist nicht erreichbar',
    'Versuchen Sie es gleich noch einmal. Gatehouse erholt sich von selbst, sobald die Datenbank antwortet; der Grund steht im ' +
      'Protokoll.',
  ),
  database_missing: text(
    'Unter diesem Pfad ist keine Datenbank',
    'Wechseln Sie in den Ordner Ihrer Installation, oder korrigieren Sie GATEHOUSE_DATABASE_URL. `gatehouse init` legt eine neue ' +
      'Datenbank an.',
  ),
  database_in_use: text(
    'Ein anderer Prozess hält diese SQLite-Datenbank',
    'Beenden Sie zuerst diesen Prozess. Eine SQLite-Datei dient einem Gateway; mehrere Gateways brauchen PostgreSQL.',
  ),
  text_has_nul: text(
    'Ein Wert enthält ein NUL-Zeichen',
    'Entfernen Sie es. Gespeicherter Text darf kein NUL enthalten.',
  ),
  sealed_value_unreadable: text(
    'Ein gespeichertes Geheimnis lässt sich nicht entschlüsseln',
    'Das Geheimnis wurde in der Datenbank verändert oder mit einem anderen Hauptschlüssel verschlüsselt.',
  ),
  address_refused: text(
    'Gatehouse darf diese Adresse nicht aufrufen',
    'Verwenden Sie eine öffentliche https-Adresse. Ein Host in einem privaten Netz oder einer, der http spricht, muss in ' +
      '`GATEHOUSE_OUTBOUND_ALLOW` stehen.',
  ),
  internal_error: text(
    'Auf unserer Seite ist ein Fehler aufgetreten',
    'Versuchen Sie es noch einmal; die Einzelheiten stehen im Protokoll unter der Anfrage-ID.',
  ),
  backup_refused: text(
    'Die Datenbank ließ sich nicht kopieren',
    'Nennen Sie eine neue Datei in einem Ordner, den es gibt und der Platz für die Datenbank hat.',
  ),
}

import { row } from './row.ts'

/** Failures of an installation: settings, keys, database, and internal errors. */
export const operationFailures = {
  setting_missing: row(500, 'operator', 'A setting is missing', 'Set the variable named in `param`.'),
  setting_invalid: row(500, 'operator', 'A setting is not valid', 'Correct the variable named in `param`.'),
  mail_not_configured: row(
    409,
    'operator',
    'The gateway has no mail server',
    'Set GATEHOUSE_SMTP_URL and GATEHOUSE_MAIL_FROM, or hand the link out yourself.',
  ),
  mail_refused: row(
    502,
    'operator',
    'The mail server refused the message',
    'Look up the code in `received` at the mail server: the sender or the recipient may not be allowed there.',
  ),
  mail_unreachable: row(
    502,
    'operator',
    'The mail server does not answer',
    'Check GATEHOUSE_SMTP_URL, and that this machine may open connections to it. `smtp://` with a password needs STARTTLS.',
  ),
  master_key_missing: row(
    500,
    'operator',
    'GATEHOUSE_MASTER_KEY is missing',
    'Run `gatehouse init` to make one, and set GATEHOUSE_MASTER_KEY or GATEHOUSE_MASTER_KEY_FILE.',
  ),
  master_key_weak: row(
    500,
    'operator',
    'GATEHOUSE_MASTER_KEY is not a strong key',
    'It must be 32 random bytes in base64; `gatehouse init` makes one.',
  ),
  master_key_wrong: row(
    500,
    'operator',
    'GATEHOUSE_MASTER_KEY is not the key this database was made with',
    'Use the key whose id is in `expected`.',
  ),
  public_url_insecure: row(
    500,
    'operator',
    'GATEHOUSE_PUBLIC_URL must begin with https, except on a loopback address',
    'Put TLS in front of the gateway and set the https address.',
  ),
  not_initialized: row(
    500,
    'operator',
    'This database has not been initialized',
    'Run `gatehouse init` once; it prints the installation key.',
  ),
  already_initialized: row(
    500,
    'operator',
    'This database is already initialized',
    'Use the keys of the first initialization. To start over, use another database.',
  ),
  schema_newer: row(
    500,
    'operator',
    'The database belongs to a newer version of Gatehouse',
    'Run the version that made it, or a newer one.',
  ),
  schema_older: row(
    500,
    'operator',
    'The database belongs to an older version of Gatehouse',
    'Run `gatehouse migrate up`, or set GATEHOUSE_MIGRATE=auto.',
  ),
  schema_changed: row(
    500,
    'operator',
    'A migration of this program is not the one that made the database',
    'Run the release that made the database, or a newer one. A migration that was published never changes; a build ' +
      'from changed source needs a database of its own.',
  ),
  schema_half_migrated: row(
    500,
    'operator',
    'A migration of the database began and did not finish',
    'Stop every process that uses the database. Restore the backup from before the migration, or run ' +
      '`gatehouse migrate up` to finish it.',
  ),
  database_unavailable: row(
    503,
    'operator',
    'The database cannot be reached',
    'Try again in a moment. Gatehouse recovers by itself as soon as the database answers; the log has the reason.',
    'temporarily_unavailable',
  ),
  database_missing: row(
    500,
    'operator',
    'There is no database at this path',
    'Go to the folder of your installation, or correct GATEHOUSE_DATABASE_URL. `gatehouse init` creates a new database.',
  ),
  database_in_use: row(
    503,
    'operator',
    'Another process holds this SQLite database',
    'Stop that process first. One SQLite file serves one gateway; several gateways need PostgreSQL.',
  ),
  text_has_nul: row(
    422,
    'developer',
    'A value contains a NUL character',
    'Remove it. Stored text must not contain NUL.',
    'invalid_request',
  ),
  sealed_value_unreadable: row(
    500,
    'operator',
    'A stored secret cannot be decrypted',
    'The secret was changed in the database, or encrypted with another master key.',
  ),
  address_refused: row(
    422,
    'operator',
    'Gatehouse may not call this address',
    'Use a public https address. A host on a private network, or one that speaks http, must stand in ' +
      '`GATEHOUSE_OUTBOUND_ALLOW`.',
  ),
  internal_error: row(
    500,
    'operator',
    'Something went wrong on our side',
    'Try again; the log has the details under the request id.',
    'server_error',
  ),
  backup_refused: row(
    500,
    'operator',
    'The database could not be copied',
    'Name a new file in a folder that exists and has room for the database.',
  ),
}

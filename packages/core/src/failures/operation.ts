import { row } from './row.ts'

/** Running Gatehouse: settings, keys, database, and faults of our own. */
export const operationFailures = {
  setting_missing: row(500, 'operator', 'A setting is missing', 'Set the variable named in `param`.'),
  setting_invalid: row(500, 'operator', 'A setting is not valid', 'Correct the variable named in `param`.'),
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
    'GATEHOUSE_PUBLIC_URL must begin with https outside this machine',
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
    'This database has been initialized before',
    'Use the keys that were made then. To begin again, use another database.',
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
  schema_half_migrated: row(
    500,
    'operator',
    'A migration of the database began and did not finish',
    'Stop every process that uses it, restore the backup made before, or run `gatehouse migrate up` to finish.',
  ),
  database_unavailable: row(
    503,
    'operator',
    'The database cannot be reached',
    'Try again in a moment. Gatehouse goes on by itself as soon as the database answers; the log has the reason.',
    'temporarily_unavailable',
  ),
  text_has_nul: row(
    422,
    'developer',
    'A text has a NUL character',
    'Remove it: nothing that is stored may have one.',
    'invalid_request',
  ),
  sealed_value_unreadable: row(
    500,
    'operator',
    'A stored secret cannot be opened',
    'It was changed in the database, or sealed with another master key.',
  ),
  address_refused: row(
    422,
    'administrator',
    'This address may not be called from here',
    'Use a public https address. For a server on a private network the operator adds it to GATEHOUSE_OUTBOUND_ALLOW.',
  ),
  internal_error: row(
    500,
    'operator',
    'Something went wrong at our side',
    'Try again; the log has the details under the request id.',
    'server_error',
  ),
}

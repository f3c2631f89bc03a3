import type { setupFailures } from '../setup.ts'
import { type FailureTexts, text } from './text.ts'

/** German texts of ../setup.ts. */
export const setupTexts: FailureTexts<typeof setupFailures> = {
  setup_link_invalid: text(
    'Dieser Einrichtungslink ist ungültig',
    'Öffnen Sie noch einmal den ganzen Link aus der neuesten Nachricht, oder bitten Sie die Absender um einen neuen.',
  ),
  setup_link_expired: text(
    'Dieser Einrichtungslink ist abgelaufen',
    'Bitten Sie die Absender um einen neuen. Er macht dort weiter, wo Sie aufgehört haben.',
  ),
  setup_link_revoked: text('Dieser Einrichtungslink wurde zurückgezogen', 'Bitten Sie die Absender um einen neuen.'),
  setup_link_completed: text(
    'Diese Einrichtung ist abgeschlossen und ihr Link aufgebraucht',
    'Um etwas zu ändern, bitten Sie die Absender um einen Link zum Verwalten der Verbindung.',
  ),
  setup_session_missing: text(
    'In diesem Browser läuft keine Einrichtung',
    'Öffnen Sie Ihren Einrichtungslink noch einmal und wählen Sie „Einrichtung beginnen“. Sie machen dort weiter, wo Sie ' +
      'aufgehört haben.',
  ),
  setup_intent_missing: text(
    'Dieser Einrichtungslink erlaubt das nicht',
    'Bitten Sie die Absender um einen Link, der das erlaubt. `expected` nennt, was der Link haben muss.',
  ),
  setup_administrator_unknown: text(
    'Dieses Konto darf Single Sign-on hier nicht verwalten',
    'Melden Sie sich mit einem Konto an, das der Einrichtungslink nennt, oder bitten Sie die Betreiber des Dienstes um einen ' +
      'eigenen Link.',
  ),
  cross_site_request: text(
    'Diese Anfrage kam nicht von einer Seite von Gatehouse',
    'Nur Seiten dieser Herkunft dürfen Anfragen mit dem Cookie einer Einrichtung senden. Ein Programm verwendet stattdessen ' +
      'einen API-Schlüssel.',
  ),
  test_needed: text(
    'Die Verbindung wurde seit ihrer letzten Änderung nicht getestet',
    'Testen Sie sie zuerst mit einer Anmeldung: im Schritt Testanmeldung oder mit `gatehouse connections test`.',
  ),
}

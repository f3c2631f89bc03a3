import type { logoutFailures } from '../logout.ts'
import { type FailureTexts, text } from './text.ts'

/** German texts of ../logout.ts. */
export const logoutTexts: FailureTexts<typeof logoutFailures> = {
  logout_token_refused: text(
    'Die Anwendung hat ein Abmeldetoken nicht angenommen',
    'Beantworten Sie einen POST an `backchannel_logout_uri` innerhalb von zehn Sekunden mit Status 200 oder 204, auch wenn die ' +
      'Sitzung nicht mehr bekannt ist. Der Inhalt ist ein Formular mit `logout_token`.',
  ),
  signed_out_link_invalid: text(
    'Diese Adresse stammt von einer Abmeldung, die vorbei ist',
    'Sie müssen nichts weiter tun. Um sich wieder anzumelden, gehen Sie zurück zur Anwendung.',
  ),
  logout_token_invalid: text(
    'Der Identitätsanbieter hat ein Abmeldetoken gesendet, das nicht in Ordnung ist',
    'Registrieren Sie den Abmelde-URI für den Rückkanal, den diese Verbindung zeigt. Im Protokoll steht, was erwartet wurde und ' +
      'was ankam.',
  ),
  logout_session_missing: text(
    'Der Identitätsanbieter hat nicht gesagt, welche Sitzung beendet ist',
    'Lassen Sie den Identitätsanbieter `sid` senden. Bei Entra genügt dafür die Abmelde-URL für den Vorderkanal, die diese ' +
      'Verbindung zeigt.',
  ),
  revocation_malformed: text(
    'Der Widerruf sagt nicht, wen er meint',
    'Senden Sie JSON mit `sub_id`. Setzen Sie bei Okta „Subject format“ auf „Issuer and Subject Identifier“.',
  ),
  revocation_unauthorized: text(
    'Der Widerruf hat kein Token dieses Identitätsanbieters',
    'Registrieren Sie die URL des Abmeldeendpunkts, die diese Verbindung zeigt, bei der Anwendung, mit der sich die Personen ' +
      'anmelden. Im Protokoll steht, was erwartet wurde und was ankam.',
  ),
  revocation_not_allowed: text(
    'Die Verbindung ist nicht aktiv und darf deshalb nichts beenden',
    'Aktivieren Sie die Verbindung, oder entfernen Sie die URL des Abmeldeendpunkts beim Identitätsanbieter.',
  ),
  revocation_subject_unknown: text(
    'Die Person, die abgemeldet werden soll, ist in dieser Organisation nicht bekannt',
    'Für eine Person, die sich hier nie angemeldet hat, ist nichts weiter nötig. Setzen Sie sonst „Subject format“ auf ' +
      '„Issuer and Subject Identifier“.',
  ),
  revocation_impossible: text(
    'Nach dieser Art von Namen lassen sich Personen nicht finden',
    'Setzen Sie „Subject format“ auf „Issuer and Subject Identifier“ oder auf „Email“.',
  ),
}

import type { staffFailures } from '../staff.ts'
import { type FailureTexts, text } from './text.ts'

export const staffTexts: FailureTexts<typeof staffFailures> = {
  staff_session_missing: text(
    'Dieser Browser ist nicht an der Konsole angemeldet',
    'Melden Sie sich unter `/console` an. Wenn Single Sign-on nicht funktioniert, führen Sie auf dem Server ' +
      '`gatehouse admin-link` aus.',
  ),
  staff_unknown: text(
    'Dieses Konto darf die Konsole nicht verwenden',
    'Bitten Sie jemanden mit der Rolle Owner um eine Einladung, und melden Sie sich mit dem eingeladenen Konto an.',
  ),
  staff_invitation_invalid: text(
    'Diese Einladung zur Konsole ist nicht gültig',
    'Öffnen Sie den vollständigen Link aus der neuesten Nachricht. Er gilt einmal und 7 Tage lang. Wer die Rolle Owner hat, ' +
      'kann einen neuen erstellen.',
  ),
  admin_link_invalid: text(
    'Dieser Administratorlink ist nicht gültig',
    'Ein Administratorlink gilt einmal und eine Stunde lang. `gatehouse admin-link` auf dem Server erstellt einen neuen.',
  ),
  staff_organization_unset: text(
    'Die Anmeldung an der Konsole ist noch nicht eingerichtet',
    'Öffnen Sie die Konsole mit `gatehouse admin-link`, und wählen Sie unter Einstellungen › Team die Organisation, über die ' +
      'sich Ihr Team anmeldet. Sie braucht eine aktive Verbindung.',
  ),
  environment_missing: text(
    'Es gibt noch keine Umgebung',
    'Erstellen Sie die erste mit dem Installationsschlüssel: `gatehouse environments create`.',
  ),
  staff_role_too_weak: text(
    'Diese Rolle ist stärker als die eigene; nur mindestens gleich starke Rollen dürfen sie vergeben, ändern oder entziehen',
    'Bitten Sie jemanden mit der Rolle Owner. Owner dürfen jede Rolle ändern.',
  ),
  staff_last_owner: text(
    'Die Konsole hätte niemanden mehr mit der Rolle Owner',
    'Geben Sie zuerst einer anderen Person die Rolle Owner.',
  ),
}

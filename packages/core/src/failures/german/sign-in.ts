import type { signInFailures } from '../sign-in.ts'
import { type FailureTexts, text } from './text.ts'

/** German texts of ../sign-in.ts. */
export const signInTexts: FailureTexts<typeof signInFailures> = {
  callback_empty: text(
    'Diese Adresse nimmt nur Antworten des Identitätsanbieters entgegen',
    'Öffnen Sie die Anwendung und melden Sie sich von dort aus an. Erscheint diese Seite bei jeder Anmeldung, muss Ihre ' +
      'Administration den Antwortmodus beim Identitätsanbieter auf `query` oder `form_post` setzen.',
  ),
  state_missing: text(
    'Der Identitätsanbieter hat seine Antwort ohne `state` gesendet',
    'Stellen Sie den Identitätsanbieter so ein, dass er `state` unverändert zurückgibt. Um neu zu beginnen, melden Sie sich von ' +
      'der Anwendung aus an.',
  ),
  state_unknown: text(
    'Diese Anmeldung ist schon abgeschlossen oder zu alt',
    'Gehen Sie zurück zur Anwendung und melden Sie sich noch einmal an.',
  ),
  error_page_elsewhere: text(
    'Diese Seite ist nur in dem Browser lesbar, in dem die Anmeldung gescheitert ist',
    'Geben Sie die Referenz unten an die Betreiber dieses Dienstes weiter. Sie führt sie zum Grund.',
  ),
  sign_in_finished: text(
    'Diese Anmeldung ist schon abgeschlossen',
    'Gehen Sie zurück zur Anwendung; wenn sie danach fragt, melden Sie sich noch einmal an.',
  ),
  sign_in_expired: text(
    'Diese Anmeldung hat zu lange gedauert',
    'Melden Sie sich noch einmal an; Sie haben 15 Minuten Zeit.',
  ),
  browser_changed: text(
    'Diese Anmeldung wurde in einem anderen Browser begonnen',
    'Melden Sie sich noch einmal an und bleiben Sie in einem Browser. Cookies müssen für diese Website erlaubt sein.',
  ),
  connection_mismatch: text(
    'Der Identitätsanbieter hat den Umleitungs-URI einer anderen Verbindung verwendet',
    'Registrieren Sie den Umleitungs-URI, den diese Verbindung zeigt, und keinen anderen.',
  ),
  acr_unmet: text(
    'Der Identitätsanbieter hat die verlangte Art der Authentifizierung nicht nachgewiesen',
    'Legen Sie bei Entra den Authentifizierungskontext (`c1` bis `c99`) und eine Richtlinie für bedingten Zugriff dafür an. ' +
      'Lassen Sie andere Identitätsanbieter `acr` senden. Bei SAML muss AuthnContextClassRef einer von `authn_contexts` sein.',
  ),
  connection_gone: text(
    'Single Sign-on wurde für diese Organisation während der Anmeldung ausgeschaltet',
    'Aktivieren Sie die Verbindung und melden Sie sich dann noch einmal an.',
  ),
  organization_gone: text(
    'Die Organisation wurde während der Anmeldung entfernt',
    'Wenn das beabsichtigt war, ist nichts zu beheben.',
  ),
  mapping_incomplete: text(
    'Der Identitätsanbieter hat einen nötigen Wert nicht gesendet',
    'Fügen Sie den Anspruch in `expected` beim Identitätsanbieter hinzu, oder ändern Sie die Zuordnung der Ansprüche in der ' +
      'Verbindung.',
  ),
  test_link_invalid: text(
    'Der Testlink ist abgelaufen oder nicht vollständig',
    'Öffnen Sie noch einmal den ganzen Link, oder bitten Sie die Absender um einen neuen.',
  ),
  group_required: text(
    'Sie sind in keiner Gruppe, und Ihre Organisation lässt nur Personen aus einer Gruppe zu',
    'Nehmen Sie die Person in eine Gruppe auf, die der Identitätsanbieter an die Anwendung sendet. Danach meldet sie sich noch ' +
      'einmal an.',
  ),
  email_domain_refused: text(
    'Ihre Organisation lässt nur Personen mit einer E-Mail-Adresse ihrer eigenen Domains zu',
    'Melden Sie sich mit einem Konto der Organisation an, oder lassen Sie die Betreiber die Domain für sie bestätigen.',
  ),
  consent_link_invalid: text(
    'Der Zustimmungslink ist abgelaufen oder nicht vollständig',
    'Öffnen Sie noch einmal den ganzen Link, oder bitten Sie die Absender um einen neuen.',
  ),
  consent_answered: text(
    'Diese Antwort zur Zustimmung wurde schon verwendet',
    'Öffnen Sie den Zustimmungslink noch einmal. Wurde schon zugestimmt, fragt der Identitätsanbieter nicht noch einmal.',
  ),
  consent_declined: text(
    'Die Zustimmung wurde nicht erteilt',
    'Öffnen Sie den Zustimmungslink mit einem Konto, das für die Organisation zustimmen darf (in Entra: Cloud Application ' +
      'Administrator), und nehmen Sie an.',
  ),
  groups_incomplete: text(
    'Sie sind in mehr Gruppen, als Ihr Identitätsanbieter in ein Token schreibt',
    'Öffnen Sie in Entra App registrations > API permissions und erteilen Sie Microsoft Graph > Application permissions > ' +
      'GroupMember.Read.All mit Administratorzustimmung. Oder wählen Sie Token configuration > Groups claim > „Groups ' +
      'assigned to the application“, oder verwenden Sie App-Rollen.',
  ),
  user_unknown: text(
    'Sie sind in dieser Anwendung noch nicht eingerichtet',
    'Bitten Sie darum, als Benutzer aufgenommen zu werden. Ihre Organisation lässt nur Personen zu, die vorher aufgenommen ' +
      'wurden.',
  ),
  invitation_invalid: text(
    'Die Einladung ist ungültig',
    'Öffnen Sie noch einmal den ganzen Link aus der neuesten E-Mail, oder bitten Sie die Einladenden um eine neue.',
  ),
  invitation_over: text(
    'Die Einladung gilt nicht mehr',
    'Haben Sie sie schon angenommen, melden Sie sich wie gewohnt an. Bitten Sie sonst die Einladenden um eine neue.',
  ),
  initiation_issuer_wrong: text(
    'Die Aufforderung zur Anmeldung kam von einem anderen Identitätsanbieter als dem der Verbindung',
    'Kopieren Sie die Anmeldeadresse der Verbindung noch einmal und geben Sie sie bei dem Identitätsanbieter ein, den die ' +
      'Verbindung hat.',
  ),
  initiation_target_refused: text(
    'Die Seite, die nach der Anmeldung geöffnet werden soll, gehört zu keiner Anwendung',
    'Verwenden Sie eine `target_link_uri` mit der Herkunft einer Anwendung, die eine `initiate_login_uri` hat.',
  ),
  initiation_unclear: text(
    'Es ist nicht klar, welche Anwendung die Anmeldung beginnen soll',
    'Setzen Sie `initiate_login_uri` bei einer Anwendung, oder lassen Sie den Identitätsanbieter eine `target_link_uri` senden.',
  ),
  invitation_missing: text(
    'Sie brauchen eine Einladung, um sich hier anzumelden',
    'Bitten Sie um eine Einladung an die Adresse, die Ihr Identitätsanbieter sendet, oder melden Sie sich mit dem eingeladenen ' +
      'Konto an.',
  ),
  user_deleted: text(
    'Ihr Benutzer wurde gelöscht',
    'Bitten Sie um eine Einladung. Ein gelöschter Benutzer kommt durch eine Anmeldung allein nicht zurück.',
  ),
  user_linked_otherwise: text(
    'Ein anderes Konto verwendet diesen Benutzer schon',
    'Geben Sie der Person einen eigenen Benutzernamen, oder lösen Sie die Identität von dem Benutzer, der sie hat.',
  ),
  user_suspended: text(
    'Ihr Zugang ist gesperrt',
    'Bitten Sie diejenigen, die Ihren Benutzer gesperrt haben, ihn wieder freizugeben.',
  ),
  link_ambiguous: text(
    'Mehr als ein Benutzer passt zu dieser Person',
    'Geben Sie jedem Benutzer der Organisation eine eigene E-Mail-Adresse und einen eigenen Benutzernamen.',
  ),
}

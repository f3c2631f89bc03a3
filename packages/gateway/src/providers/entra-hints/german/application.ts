import type { applicationHints } from '../application.ts'
import { type HintTexts, text } from './text.ts'

const redirectUri = (cause: string) =>
  text(
    cause,
    'Registrieren Sie den Umleitungs-URI dieser Verbindung genau so, wie er angezeigt wird: https, Groß- und Kleinschreibung und das Ende der Adresse zählen.',
  )
const scope = (cause: string) =>
  text(
    cause,
    'Entfernen Sie die Einstellung `scopes` der Verbindung, oder nennen Sie darin nur openid, profile, email und User.Read.',
  )
const tenantNeeded = (cause: string) =>
  text(cause, 'Geben Sie in der Verbindung statt eines Wortes oder einer Domain die Mandanten-ID ein.')
const compare = 'Vergleichen Sie Client-ID und Mandanten-ID mit der Seite „Overview“ (Übersicht).'
const otherCloud =
  'Registrieren Sie die Anwendung in der Cloud des Mandanten, und wählen Sie diese Cloud in der Verbindung.'
const enable = 'Setzen Sie „Enabled for users to sign-in?“ (Aktiviert für die Benutzeranmeldung?) auf „Yes“ (Ja)'

/** German texts of ../application.ts. */
export const applicationTexts: HintTexts<typeof applicationHints> = {
  50011: redirectUri('Der Umleitungs-URI der Verbindung ist für die Anwendung nicht registriert.'),
  500112: redirectUri('Der Umleitungs-URI am Tokenendpunkt ist ein anderer als bei der Anmeldung.'),
  900971: redirectUri('Die Anwendung hat keinen Umleitungs-URI.'),
  70004: redirectUri('Der Umleitungs-URI steht nicht auf der Liste der Anwendung.'),
  50194: text(
    'Die Anwendung ist für einen Mandanten, und die Verbindung verwendet `common` oder `organizations`.',
    'Geben Sie in der Verbindung die Mandanten-ID ein, oder machen Sie die Anwendung unter „Supported account types“ (Unterstützte Kontotypen) mehrinstanzenfähig.',
  ),
  700016: text(
    'Der Mandant hat keine Anwendung mit dieser Client-ID.',
    `${compare} Vielleicht wurden sie vertauscht. Einer Anwendung eines anderen Mandanten muss zuerst die Administration zustimmen.`,
  ),
  700011: text('Der Mandant kennt die Anwendung nicht.', compare),
  70001: text(
    'Die Anwendung ist im Mandanten nicht installiert oder ausgeschaltet.',
    `${enable}, oder erteilen Sie die Zustimmung, damit die Anwendung installiert wird.`,
  ),
  7000112: text('Die Anwendung ist im Mandanten ausgeschaltet.', `${enable}.`),
  7000229: text(
    'Die Anwendung ist registriert, aber im Mandanten nicht installiert.',
    'Erteilen Sie der Anwendung in diesem Mandanten die Administratorzustimmung. Damit wird sie installiert.',
  ),
  50049: text('Diese Cloud gibt es nicht.', 'Wählen Sie in der Verbindung die Cloud des Mandanten.'),
  90002: text(
    'Diesen Mandanten gibt es in dieser Cloud nicht.',
    'Kopieren Sie die Mandanten-ID von der Seite „Overview“ (Übersicht), und prüfen Sie die Cloud der Verbindung.',
  ),
  90038: text(
    'Der Mandant gehört zu einer nationalen Cloud.',
    'Wählen Sie in der Verbindung die Cloud des Mandanten: `us_government` oder `china`.',
  ),
  900382: text('Die Anwendung und die Person sind in verschiedenen Clouds.', otherCloud),
  900432: text('Die Anwendung und die Person sind in verschiedenen Clouds.', otherCloud),
  500011: text(
    'Der Mandant kennt eine API nicht, die die Anwendung anfordert.',
    'Entfernen Sie die Berechtigung für diese API, oder installieren Sie die API im Mandanten.',
  ),
  650057: text(
    'Die Anwendung fordert eine API an, die nicht unter ihren Berechtigungen ist.',
    'Fügen Sie die Berechtigung unter „API permissions“ (API-Berechtigungen) hinzu, oder entfernen Sie den Scope aus der Verbindung.',
  ),
  28000: scope('Die Verbindung fordert Scopes von mehr als einer API an.'),
  70011: scope('Ein Scope, den die Verbindung anfordert, ist ungültig.'),
  28002: scope('Die Scopes am Tokenendpunkt sind ungültig.'),
  28003: scope('Die Tokenanfrage hat keinen Scope.'),
  700022: scope('Die Verbindung fordert Scopes von mehr als einer API an.'),
  650053: scope('Einen Scope, den die Verbindung anfordert, gibt es nicht.'),
  901002: text(
    'Die Anfrage hat den Parameter `resource`, den v2.0 nicht annimmt.',
    'Entfernen Sie ihn. Stattdessen nennen Scopes die API.',
  ),
  9010010: text(
    'Der Parameter `resource` passt nicht zu den Scopes.',
    'Entfernen Sie `resource` aus der Anfrage. Stattdessen nennen Scopes die API.',
  ),
  9001023: tenantNeeded('Die Anfrage des Gateways funktioniert an `common` nicht.'),
  90130: tenantNeeded('Die Anwendung funktioniert an `common` nicht.'),
  90124: tenantNeeded('Die API funktioniert an `common` oder `consumers` nicht.'),
  90019: tenantNeeded('Die Anfrage nennt keinen Mandanten.'),
  50059: tenantNeeded('Die Anfrage nennt keinen Mandanten.'),
  9002332: tenantNeeded('Die Anwendung ist nur für Geschäftskonten, und die Verbindung verwendet `consumers`.'),
  500208: text(
    'Diese Art von Konto kann sich bei der Anwendung nicht anmelden.',
    'Melden Sie sich mit dem Konto Ihrer Organisation an, nicht mit einem persönlichen Microsoft-Konto.',
  ),
  700054: text(
    'Die Anwendung darf am Autorisierungsendpunkt kein ID-Token erhalten.',
    'Für Gatehouse ist nichts nötig, denn es fordert einen Code an. Prüfen Sie, ob ein anderer Client diese Registrierung verwendet.',
  ),
  70005: text(
    'Der Antworttyp ist für die Anwendung nicht eingeschaltet.',
    'Lassen Sie die Verbindung den Ablauf mit Autorisierungscode verwenden.',
  ),
  70007: text('Entra kennt diesen Antwortmodus nicht.', 'Entfernen Sie die Einstellung `response_mode`.'),
}

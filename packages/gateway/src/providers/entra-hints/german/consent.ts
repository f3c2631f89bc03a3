import type { consentHints } from '../consent.ts'
import { type HintTexts, text } from './text.ts'

const consent = (cause: string) =>
  text(
    cause,
    'Wählen Sie „Grant admin consent“ (Administratorzustimmung erteilen). Danach können sich alle anmelden, ohne gefragt zu werden.',
  )
const misconfigured = (cause: string) =>
  text(
    cause,
    'Entfernen Sie die Berechtigung, die es nicht mehr gibt, fügen Sie `User.Read` hinzu und erteilen Sie die Administratorzustimmung noch einmal.',
  )

/** German texts of ../consent.ts. */
export const consentTexts: HintTexts<typeof consentHints> = {
  65001: consent('Den Berechtigungen der Anwendung hat noch niemand zugestimmt.'),
  90094: consent('Nur die Administration kann den Berechtigungen der Anwendung zustimmen.'),
  90095: text(
    'Die Person hat die Administration gebeten, die Anwendung zu genehmigen.',
    'Genehmigen Sie die Anforderung. Dann kann sich die Person anmelden.',
  ),
  65004: text('Die Person hat die Berechtigungen abgelehnt.', 'Melden Sie sich noch einmal an und nehmen Sie an.'),
  65005: misconfigured('Die Anwendung fordert Berechtigungen an, die nicht zu ihrer Registrierung passen.'),
  650052: misconfigured('Die Organisation hat kein Abonnement für einen Dienst, den die Anwendung anfordert.'),
  650054: misconfigured('Die Anwendung fordert eine API an, die entfernt wurde.'),
  650056: misconfigured(
    'Eine Berechtigung fehlt, die Administration hat nicht zugestimmt, oder die Kennung passt nicht zur Anwendung.',
  ),
  65002: text(
    'Die Anwendung darf diese API von Microsoft nicht anfordern.',
    'Entfernen Sie den Scope aus der Verbindung.',
  ),
  90008: misconfigured('Die Anwendung fordert ein Token für sich selbst an und darf dabei niemanden anmelden.'),
  90093: text(
    'Microsoft Graph verbietet, was die Anwendung anfordert.',
    'Entfernen Sie die Berechtigung, oder erteilen Sie sie der Anwendung.',
  ),
  90099: text(
    'Die Anwendung ist für die delegierte Verwaltung durch Partner nicht autorisiert.',
    'Erteilen Sie die Administratorzustimmung im Mandanten des Kunden.',
  ),
}

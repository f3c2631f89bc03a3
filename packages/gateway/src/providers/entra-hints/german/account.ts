import type { accountHints } from '../account.ts'
import { type HintTexts, text } from './text.ts'

const notInTenant = (cause: string) =>
  text(
    cause,
    'Wählen Sie „Use another account“ (Anderes Konto verwenden) und melden Sie sich mit dem Konto Ihrer Organisation an. Ihre Administration kann andere Konten als Gäste einladen.',
  )
const again = (cause: string) => text(cause, 'Melden Sie sich von der Anwendung aus noch einmal an.')

/** German texts of ../account.ts. */
export const accountTexts: HintTexts<typeof accountHints> = {
  50020: notInTenant('Das Konto gehört zu einer anderen Organisation oder ist ein persönliches Konto.'),
  50034: notInTenant('Der Mandant hat kein solches Konto.'),
  51004: notInTenant('Der Mandant hat kein solches Konto.'),
  16003: notInTenant('Der Mandant hat kein solches Konto.'),
  16000: notInTenant('Mehrere Konten sind angemeldet, und keines davon ist im Mandanten.'),
  50014: text(
    'Die Einladung als Gast wurde noch nicht angenommen.',
    'Öffnen Sie die Einladung in Ihren E-Mails, nehmen Sie sie an und melden Sie sich dann noch einmal an.',
  ),
  90072: text(
    'Das Konto ist nicht im Mandanten.',
    'Laden Sie die Person als externen Benutzer ein, oder lassen Sie sie das Konto der Organisation verwenden.',
  ),
  50053: text(
    'Das Konto ist gesperrt, oder die Adresse ist für Angriffe bekannt.',
    'Warten Sie einige Minuten, oder bitten Sie Ihre Administration, das Konto zu entsperren.',
  ),
  50055: text(
    'Das Passwort ist abgelaufen.',
    'Legen Sie ein neues Passwort fest und melden Sie sich dann noch einmal an.',
  ),
  50056: text(
    'Das Konto hat im Verzeichnis kein Passwort.',
    'Legen Sie ein Passwort fest, oder lassen Sie die Person sich mit einem anderen Verfahren anmelden.',
  ),
  50057: text(
    'Das Konto ist deaktiviert.',
    'Schalten Sie „Account enabled“ (Konto aktiviert) ein, wenn die Person sich anmelden darf.',
  ),
  50126: text(
    'Benutzername oder Passwort ist falsch.',
    'Versuchen Sie es noch einmal, oder setzen Sie das Passwort zurück.',
  ),
  50144: text(
    'Das Passwort in Active Directory ist abgelaufen.',
    'Legen Sie ein neues Passwort fest und melden Sie sich dann noch einmal an.',
  ),
  50058: again('Es gibt keine Sitzung, und die Anwendung wollte keine Seite zeigen lassen.'),
  50132: again('Die Sitzung wurde beendet, oder das Passwort wurde geändert.'),
  50133: again('Die Sitzung wurde beendet, oder das Passwort wurde geändert.'),
  50173: again('Die Sitzung wurde widerrufen, oder das Passwort wurde geändert.'),
  50089: again('Die Anmeldeseite war zu lange geöffnet.'),
  50085: again('Die Sitzung des Browsers ist zu Ende.'),
  50197: text(
    'Zwei Konten teilen sich eine Identität.',
    'Geben Sie jedem Konto einen eigenen Benutzernamen und eine eigene E-Mail-Adresse.',
  ),
  50143: again('Die Sitzung passt nicht zur Organisation.'),
  50105: text(
    'Die Person ist der Anwendung nicht zugewiesen, und „Assignment required?“ (Zuweisung erforderlich?) ist eingeschaltet.',
    'Weisen Sie die Person oder eine ihrer Gruppen zu. Mitglieder verschachtelter Gruppen zählen nicht.',
  ),
  501051: text(
    'Die Anwendung hat keine Rolle an einer API, die eine Zuweisung verlangt.',
    'Fügen Sie die Anwendungsberechtigung hinzu und erteilen Sie die Administratorzustimmung.',
  ),
}

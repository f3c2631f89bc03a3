import type { accessHints } from '../access.ts'
import { type HintTexts, text } from './text.ts'

const again = (cause: string, what = 'Melden Sie sich noch einmal an und folgen Sie den Schritten auf der Seite.') =>
  text(cause, what)
const seeLogs =
  'Die Registerkarte „Conditional Access“ (Bedingter Zugriff) des Eintrags nennt die Richtlinie. Ändern Sie die Richtlinie, oder lassen Sie die Person sie erfüllen.'
const proxy = 'Lassen Sie Ihre Netzwerkadministration den Mandanten in dem Proxy erlauben, der die Einschränkung setzt.'

/** German texts of ../access.ts. */
export const accessTexts: HintTexts<typeof accessHints> = {
  50072: again('Die Person muss sich für die mehrstufige Authentifizierung registrieren.'),
  50079: again('Die Person muss sich für die mehrstufige Authentifizierung registrieren.'),
  50074: again('Die mehrstufige Authentifizierung ist erforderlich.'),
  50076: again('Eine Richtlinie oder ein neuer Ort verlangt die mehrstufige Authentifizierung.'),
  50078: again('Die letzte mehrstufige Authentifizierung liegt zu lange zurück.'),
  50097: text(
    'Eine Richtlinie verlangt ein registriertes Gerät.',
    'Lassen Sie die Person sich an einem registrierten Gerät anmelden, oder ändern Sie die Richtlinie.',
  ),
  50158: again('Ein externer Schritt der Anmeldung wurde nicht abgeschlossen.'),
  70043: again('Eine Richtlinie verlangt nach dieser Zeit eine neue Anmeldung.', 'Melden Sie sich noch einmal an.'),
  53000: text(
    'Das Gerät erfüllt eine Richtlinie nicht.',
    'Sorgen Sie dafür, dass das Gerät die Richtlinie erfüllt, oder ändern Sie die Richtlinie.',
  ),
  53001: text(
    'Das Gerät ist nicht in die Domäne aufgenommen.',
    'Lassen Sie die Person ein aufgenommenes Gerät verwenden, oder ändern Sie die Richtlinie.',
  ),
  53002: text(
    'Die Anwendung steht nicht auf der Liste der genehmigten Anwendungen.',
    'Lassen Sie die Person einen genehmigten Browser verwenden, oder ändern Sie die Richtlinie.',
  ),
  53003: text('Der bedingte Zugriff hat die Anmeldung blockiert.', seeLogs),
  530032: text('Eine Sicherheitsrichtlinie des Mandanten hat die Anmeldung blockiert.', seeLogs),
  530035: text(
    'Die Sicherheitsstandards des Mandanten haben die Anmeldung blockiert.',
    'Lassen Sie die Person ein modernes Authentifizierungsverfahren verwenden, oder verwenden Sie bedingten Zugriff statt der Sicherheitsstandards.',
  ),
  530036: text(
    'Der bedingte Zugriff blockiert die Anmeldung mit Gerätecode.',
    'Melden Sie sich auf einem anderen Weg an, oder nehmen Sie das Programm mit der Bedingung „Authentication flows“ von der Richtlinie aus.',
  ),
  53004: again(
    'Die Person muss zuerst die mehrstufige Authentifizierung auf einem vertrauenswürdigen Gerät einrichten.',
  ),
  53011: text(
    'Das Konto gilt als gefährdet.',
    'Sehen Sie in „Identity Protection“ nach und geben Sie das Konto frei, wenn keine Gefahr besteht.',
  ),
  50131: text('Der bedingte Zugriff hat die Anmeldung blockiert.', seeLogs),
  50002: text('Eine Mandanteneinschränkung im Netzwerk blockiert diesen Mandanten.', proxy),
  500021: text('Das Netzwerk der Person blockiert diesen Mandanten.', proxy),
  500022: text('Das Netzwerk der Person blockiert diesen Mandanten.', proxy),
  500212: text(
    'Die eigene Organisation der Person erlaubt ihr die Anmeldung hier nicht.',
    'Die Administration dort muss den ausgehenden Zugriff auf diesen Mandanten erlauben.',
  ),
  500213: text(
    'Der Mandant lässt Personen dieser Organisation nicht herein.',
    'Erlauben Sie den eingehenden Zugriff für die Organisation der Person.',
  ),
}

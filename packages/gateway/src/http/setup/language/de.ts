/** Die Texte der Seiten vor dem Portal auf Deutsch; siehe en.ts. */
import type { SetupTexts } from './en.ts'

export const de: SetupTexts = {
  title: (vendor) => `Single Sign-on einrichten – ${vendor}`,
  heading: (vendor, organization) => `${vendor} lädt ${organization} ein, Single Sign-on einzurichten`,
  heading_manage: (vendor, organization) => `${organization}: Single Sign-on bei ${vendor}`,
  lead: (vendor) =>
    `Ihre Kolleginnen und Kollegen melden sich bei ${vendor} mit ihrem Geschäftskonto an. Sie verbinden Ihr Verzeichnis ein einziges Mal. Nichts ändert sich, bis Sie es einschalten.`,
  lead_manage: (vendor) =>
    `Ersetzen Sie Zugangsdaten, bevor sie ablaufen, testen Sie die Anmeldung und legen Sie fest, welche Gruppen welche Rolle in ${vendor} bekommen.`,
  lead_step: (vendor) =>
    `Eine Kollegin oder ein Kollege bittet Sie um einen Schritt auf dem Weg, Ihr Verzeichnis mit ${vendor} zu verbinden.`,
  role: 'Eine Administratorrolle',
  role_text:
    'In Microsoft Entra ID: Cloud Application Administrator (Cloudanwendungsadministrator) oder höher. Haben Sie die nicht? Geben Sie diese Seite an jemanden weiter, der sie hat.',
  time: 'Etwa 10\u00a0Minuten',
  time_text: 'Sie können bei jedem Schritt aufhören und später weitermachen, auf jedem Gerät.',
  passwords: 'Kein Passwort wechselt den Besitzer',
  passwords_text: (vendor) => `${vendor} erhält Name, E-Mail-Adresse und die Gruppen, die Sie auswählen.`,
  start: 'Einrichtung beginnen',
  go_on: 'Einrichtung fortsetzen',
  manage: 'Single Sign-on verwalten',
  untouched: (date) => `Das Öffnen dieser Seite hat nichts geändert. Der Link gilt bis ${date}.`,
  plan: 'Was Sie tun werden',
  minutes: 'Minuten',
  plan_steps: (vendor) => [
    ['Identitätsanbieter wählen', 'Microsoft Entra ID, Okta, Google oder ein anderer', 1],
    [`${vendor} dort registrieren`, 'Jedes Menü und jeder Wert wird gezeigt', 2],
    ['Die Werte einfügen', 'Jeder wird geprüft, solange Sie auf der Seite sind', 2],
    ['Festlegen, wer hineinkommt', `Ihre Gruppen werden zu Rollen in ${vendor}`, 2],
    ['Eine Testanmeldung machen', `Sie sehen, was ${vendor} erhalten wird`, 1],
    ['Einschalten', `Sofort, oder wenn ${vendor} so weit ist`, 2],
  ],
  invited_by: 'Eingeladen von',
  questions: 'Fragen',
  secured: 'Gesichert durch Gatehouse',
  other_language: 'English',
  ask: 'Bitten Sie {mail} um einen neuen Link.',
  ask_vendor: 'Bitten Sie die Absender um einen neuen Link.',
  invalid: 'Dieser Einrichtungslink ist ungültig',
  invalid_text:
    'Ein Teil davon fehlt, oder er gehört zu einer anderen Adresse. Öffnen Sie noch einmal den ganzen Link aus der neuesten Nachricht.',
  expired: 'Dieser Einrichtungslink ist abgelaufen',
  expired_text: 'Ihre Eingaben sind gespeichert, und ein neuer Link macht dort weiter.',
  revoked: 'Dieser Einrichtungslink wurde zurückgezogen',
  revoked_text: 'Von Ihren Eingaben ist nichts verloren.',
  completed: 'Diese Einrichtung ist abgeschlossen',
  completed_text: 'Der Link ist aufgebraucht. Für spätere Änderungen ist ein Link zum Verwalten der Verbindung nötig.',
  busy: 'Dieser Link wurde zu oft geöffnet',
  busy_text: 'Warten Sie eine Stunde und öffnen Sie ihn dann noch einmal.',
  return_text: (vendor) => `Melden Sie sich mit dem Konto an, das ${vendor} kennt. Niemand sonst kommt hinein.`,
  sign_in_with: (provider) => `Mit ${provider} anmelden`,
  go_to_provider: 'Weiter',
  reference: 'Referenz',
  not_built: 'Das Einrichtungsportal ist nicht gebaut',
  not_built_text: 'Die Betreiber dieses Dienstes müssen es bauen: `npm run build`.',
}

/** The texts of the portal in German. Names of pages and buttons of the identity provider come from its guide. */
import type { Compared } from '../parts/comparison.ts'
import { deSaml } from './de-saml.ts'
import { deScreens } from './de-screens.ts'
import { deTest } from './de-test.ts'
import type { Catalogue } from './en.ts'

const plural = (count: number, one: string, many: string): string => (count === 1 ? one : many)

export const de: Catalogue = {
  ...deScreens,
  ...deTest,
  ...deSaml,
  frame: {
    skip: 'Zum Schritt springen',
    context: (organization) => `Single Sign-on für ${organization}`,
    saving: 'Wird gespeichert…',
    saved: 'Gespeichert',
    notSaved: 'Nicht gespeichert',
    colleague: 'Schritt weitergeben',
    help: 'Hilfe',
    menu: 'Menü',
    leave: 'Abmelden',
    stored: 'Was gespeichert wird – für Ihre IT-Sicherheit',
    language: 'Sprache',
    other: 'English',
    secured: 'Gesichert durch Gatehouse',
    testEnvironment: 'Testumgebung. Nur zum Ausprobieren.',
    steps: 'Schritte',
    allSteps: 'Alle Schritte',
    minutesLeft: (minutes) => `Noch etwa ${minutes} ${plural(minutes, 'Minute', 'Minuten')}`,
    almostDone: 'Fast fertig',
    stepOf: (number, all) => `Schritt ${number} von ${all}`,
    done: ', erledigt',
    failed: ', zu korrigieren',
    closeAnyTime: (date) => `Sie können diese Seite schließen. Der Link führt bis zum ${date} an diese Stelle zurück.`,
    pageTitle: (title, vendor) => `${title} – ${vendor}`,
    back: 'Zurück',
    backTo: (step) => `Zurück zu ${step}`,
    doneOf: (done, all) => `${done} von ${all} erledigt`,
  },
  steps: {
    provider: 'Identitätsanbieter',
    register: 'App registrieren',
    values: 'Werte eingeben',
    claims: 'Ansprüche',
    access: 'Zugriff',
    test: 'Testanmeldung',
    domains: 'Domänen',
    turn_on: 'Einschalten',
  },
  told: {
    groups: (groups, role) => `${groups} ${plural(groups, 'Gruppe', 'Gruppen')}, sonst ${role}`,
    everybody: (role) => `${role} für alle`,
    preset: (provider) => `Standard für ${provider}`,
    ownClaims: 'Vom Standard abweichend',
    testPassed: (time) => `Erfolgreich um ${time}`,
    testFailed: 'Nicht durchgekommen',
    mend: 'Zu korrigieren',
  },
  parts: {
    next: ', dann ',
    inOlderMenus: (path) => `In älteren Menüs: ${path}`,
    copy: 'Kopieren',
    copied: 'Kopiert',
    copyThe: (label) => `Kopieren: ${label}`,
    endsWithSlash: 'Die Adresse endet mit einem Schrägstrich. Jedes Zeichen zählt.',
    endsWithoutSlash: 'Die Adresse endet ohne Schrägstrich.',
    newTab: ', öffnet einen neuen Tab',
    recommended: 'Empfohlen',
    checkedIn: 'geprüft in',
    justNow: 'gerade geprüft',
    checkNow: 'Jetzt prüfen',
    close: 'Schließen',
    cancel: 'Abbrechen',
    timeline: { done: ', erledigt', failed: ', fehlgeschlagen' },
    empty: 'leer',
    requestId: 'die Kennung der Anfrage',
    newer: 'Neuere',
    older: 'Ältere',
    remove: (name) => `Filter ${name} entfernen`,
    any: 'Alle',
    keepIt: 'Behalten',
    typeToConfirm: (name) => `Zur Bestätigung ${name} eingeben`,
    iHaveStoredIt: 'Ich habe es gespeichert',
    copyFirst: 'Bestätigen Sie, dass Sie es gespeichert haben. Es wird nie wieder gezeigt.',
    undo: 'Rückgängig',
    secondsLeft: (seconds) => `${seconds}\u00a0s`,
    moveUp: (name) => `${name} nach oben`,
    moveDown: (name) => `${name} nach unten`,
    succeeded: 'Gelungen',
    failed: 'Gescheitert',
    day: 'Tag',
    dayOf: (day: string, succeeded: string, failed: string) => `${day}: ${succeeded} gelungen, ${failed} gescheitert`,
    today: 'Heute',
    was: 'vorher',
    willBe: 'nachher',
  },
  comparison: {
    inWords: ([first, second], asked, has) => `${first} ${asked}. ${second} ${has}.`,
    verdict: ({ difference, equal }: Compared, short) => {
      switch (difference) {
        case 'none':
          return 'Beide sind gleich. Die Adresse ist nicht die Ursache.'
        case 'slash_missing':
          return `${equal} Zeichen sind gleich. Der Schrägstrich am Ende fehlt in ${short}.`
        case 'slash_extra':
          return `${equal} Zeichen sind gleich. In ${short} steht am Ende ein Schrägstrich zu viel.`
        case 'case':
          return `${short} unterscheidet Groß- und Kleinbuchstaben, und hier weichen sie ab.`
        case 'http':
          return `In ${short} steht http. Die Adresse beginnt mit https.`
        case 'host':
          return 'Die beiden nennen verschiedene Server.'
        case 'other':
          return `${equal} Zeichen sind gleich. Danach weichen die Adressen ab.`
      }
    },
  },
  states: {
    loading: 'Wird geladen',
    problem: 'Das hat nicht funktioniert',
    tryAgain: 'Erneut versuchen',
    reference: (id) => `Referenz ${id}`,
    noAnswer: 'Der Server hat nicht geantwortet. Ihre Eingaben bleiben erhalten.',
    someWrong: (count) => `${count} ${plural(count, 'Wert', 'Werte')} zu korrigieren`,
    missing: (label) => `${label} fehlt`,
    overTitle: 'Sie sind von dieser Einrichtung abgemeldet',
    overText:
      'Öffnen Sie Ihren Einrichtungslink noch einmal und wählen Sie „Einrichtung starten“. Es geht dort weiter, wo Sie aufgehört haben.',
    goneTitle: 'Diese Seite gibt es nicht',
    goneText: 'Vielleicht ist die Adresse falsch geschrieben.',
    goOn: 'Einrichtung fortsetzen',
    notAllowedTitle: 'Ihr Link umfasst diesen Schritt nicht',
    notAllowedText: (vendor) => `Bitten Sie ${vendor} um einen Link, der ihn umfasst.`,
    askSupport: (email) => `Fragen? Schreiben Sie an ${email}`,
  },
  colleague: {
    title: 'Schritt weitergeben',
    lead: (step) => `Der Link öffnet nur „${step}“. Sie sehen hier, was dort erledigt wird.`,
    make: 'Link erstellen',
    label: 'Link zum Weitergeben',
    until: (date) => `Er gilt bis zum ${date} und wird nur jetzt angezeigt.`,
    mail: 'E-Mail schreiben',
    subject: (vendor) => `Single Sign-on für ${vendor}: ein Schritt für Sie`,
    body: (vendor, step, url) =>
      `Guten Tag,\n\nich richte Single Sign-on für ${vendor} ein. Der Schritt „${step}“ ist für Sie:\n\n${url}\n\nVielen Dank`,
  },
}

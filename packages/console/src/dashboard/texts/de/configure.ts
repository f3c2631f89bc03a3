/** The texts of the form for an identity provider, and of the page that configures one by hand, in German. */
import type * as english from '../en/configure.ts'
import type { Texts } from '../texts-type.ts'

export const providerFormTexts: Texts<typeof english.providerFormTexts> = {
  way: 'Wie Sie es eingeben',
  needed: 'wird benötigt',
  looksLikeId: 'hat die Form einer ID. Fragen Sie nach dem Wert des Geheimnisses, der nur einmal gezeigt wird.',
  kept: (hint) => `Eines, das mit \`${hint}\` beginnt, ist hinterlegt. Leer: Es bleibt.`,
  show: 'Zeigen',
  hide: 'Verbergen',
  endsOn: 'Das Geheimnis endet am',
  orIn: 'oder in',
  months: (months) => `${months} Monaten`,
  told: 'Sie werden 60, 30, 14, 7 und 1 Tag vorher erinnert.',
}

export const configureTexts: Texts<typeof english.configureTexts> = {
  title: 'Single Sign-on konfigurieren',
  crumb: 'Von Hand konfigurieren',
  text: (name) => `Für ${name}, mit Werten, die Ihnen deren Administrator schickt. Oder überlassen Sie es ihm:`,
  sendLink: 'Einrichtungslink senden',
  notAllowed: 'Ihre Rolle darf Verbindungen nicht ändern.',
  notLoaded: 'Die Verbindung konnte nicht geladen werden',
  provider: {
    title: 'Identitätsanbieter und Name',
    text: 'Die Art bestimmt, wonach gefragt wird. Der Name ist für Ihr Team.',
    kind: 'Identitätsanbieter',
    name: 'Name',
    act: 'Entwurf anlegen',
    say: 'Er bekommt seine ID und seinen Umleitungs-URI. Noch kann sich niemand darüber anmelden.',
    named: (name) => `mit dem Namen „${name}“`,
    change: 'Ändern',
    save: 'Namen speichern',
    cancel: 'Abbrechen',
    theId: 'die ID der Verbindung',
  },
  give: {
    title: (name) => `Geben Sie das an ${name} weiter`,
    redirectUri: 'Umleitungs-URI',
    application: 'Vorgeschlagener Name der Anwendung',
    each: 'Dort wird jede Adresse eingetragen, nach der der Identitätsanbieter fragt.',
    text: 'Legen Sie zuerst den Entwurf an. Dann steht hier sein Umleitungs-URI.',
  },
  enter: {
    title: 'Geben Sie ein, was Sie bekommen',
    text: 'Jeder Wert wird beim Aktualisieren der Verbindung geprüft, und jeder Fehler steht an seinem Feld.',
    logout: 'URL der Abmeldeseite, optional',
    logoutHint: 'Wohin Personen nach der Abmeldung gehen, wenn die Anwendung keine Adresse nennt.',
    act: 'Verbindung aktualisieren',
    draft: 'Noch meldet sich niemand darüber an: Zuerst kommt eine Testanmeldung, dann aktivieren Sie die Verbindung.',
    active:
      'Für alle gelten weiter die aktiven Einstellungen: Änderungen werden zum Kandidaten, der zuerst getestet wird.',
    unchanged: 'Nichts geändert.',
    waits: 'Legen Sie zuerst den Entwurf an.',
  },
  guide: {
    title: (name) => `Wo ${name} das findet`,
    copy: 'Als Text für den Administrator kopieren',
    copied: 'Kopiert',
    textHead: (application, provider) => `So verbinden Sie ${application} mit ${provider}:`,
    textRedirect: 'Umleitungs-URI, genau so:',
    textSend: 'Bitte senden Sie uns:',
  },
}

/** The texts of applications in German. */
import type * as english from '../en/applications.ts'
import type { Texts } from '../texts-type.ts'

export const applicationsTexts: Texts<typeof english.applicationsTexts> = {
  title: 'Anwendungen',
  create: 'Anwendung anlegen',
  columns: { name: 'Name', client: 'Client-ID', type: 'Art', redirect: 'Umleitungs-URI', state: 'Status' },
  more: (count) => `und ${count} weitere`,
  states: { active: 'Aktiv', inactive: 'Inaktiv' },
  types: { web: 'Server', native: 'Gerät oder Desktop', public: 'Im Browser' },
  notLoaded: 'Die Anwendungen konnten nicht geladen werden',
  none: 'Noch keine Anwendungen',
  noneText:
    'Eine Anwendung ist eines Ihrer Produkte. Sie schickt Personen zur Anmeldung hierher und bekommt deren Ansprüche.',
  nextLabel: 'Wie es weitergeht',
  nextSteps: [
    {
      title: 'Sie bekommt eine Client-ID und ein Geheimnis',
      text: 'Der Schnellstart zeigt beide im Code Ihres Frameworks.',
    },
    {
      title: 'Ihr Programm schickt Personen hierher',
      text: 'Jede Bibliothek für OpenID Connect kann das mit vier Werten.',
    },
    {
      title: 'Sie kommen angemeldet zurück',
      text: 'Jeder Versuch steht unter Anmeldungen, mit dem Grund, wenn er scheitert.',
    },
  ],
  noneCode: 'Dasselbe als Befehl',
  newest: (count) => `Die neuesten ${count}`,
  form: {
    title: 'Anwendung anlegen',
    text: 'Sie bekommt eine Client-ID. Das Geheimnis erzeugen Sie danach auf ihrer Seite.',
    name: 'Name',
    nameHint: 'Personen sehen ihn, während sie sich anmelden.',
    kind: 'Wo sie läuft',
    kinds: {
      server: ['Auf einem Server', 'Bewahrt ein Geheimnis. Webanwendungen mit Backend.'],
      browser: ['Im Browser', 'Ohne Geheimnis, PKCE ist Pflicht. Single-Page-Anwendungen.'],
      native: ['Auf Gerät oder Desktop', 'Ohne Geheimnis, PKCE ist Pflicht, eigene Schemata sind erlaubt.'],
    },
    redirect: 'Umleitungs-URI',
    redirectHint: 'Wird Zeichen für Zeichen verglichen. Weitere können Sie später hinzufügen.',
    needed: 'wird benötigt',
    act: 'Anwendung anlegen',
    cancel: 'Abbrechen',
  },
}

export const applicationTexts: Texts<typeof english.applicationTexts> = {
  gone: 'Diese Anwendung gibt es nicht mehr',
  goneText: 'Nichts in dieser Umgebung hat diese ID.',
  notLoaded: 'Die Anwendung konnte nicht geladen werden',
  tabsLabel: 'Teile der Anwendung',
  tabs: { settings: 'Einstellungen', quick_start: 'Schnellstart' },
  signIns: 'Anmeldungen',
  events: 'Ereignisse',
  save: 'Speichern',
  unchanged: 'Nichts geändert.',
  client: {
    title: 'Client',
    text: 'Was Ihr Code braucht, um eine Anmeldung zu beginnen.',
    issuer: 'Aussteller',
    discovery: 'Discovery-Dokument',
    clientId: 'Client-ID',
    type: 'Läuft',
    methods: 'Authentifizierung',
    methodNames: {
      client_secret_basic: 'Geheimnis im Header',
      client_secret_post: 'Geheimnis im Body',
      private_key_jwt: 'Mit eigenem Schlüssel signiert',
      none: 'Keine, ein öffentlicher Client',
    },
    grants: 'Grants',
    pkce: 'PKCE',
    required: 'Pflicht',
    notRequired: 'Keine Pflicht',
    algorithm: 'ID-Token signiert mit',
  },
  redirect: {
    title: 'Umleitungs-URIs',
    text: 'Wohin Personen zurückkommen. Zeichen für Zeichen verglichen: Ein Schrägstrich am Ende zählt.',
    label: 'Umleitungs-URI',
  },
  postLogout: {
    title: 'Nach der Abmeldung',
    text: 'Wohin Personen nach der Abmeldung geschickt werden dürfen.',
    label: 'Adresse nach der Abmeldung',
  },
  uris: {
    add: 'Hinzufügen',
    addLabel: (label) => `Hinzufügen: ${label}`,
    remove: (uri) => `${uri} entfernen`,
    removed: (uri) => `${uri} entfernt`,
    last: 'Eine Anwendung braucht einen Umleitungs-URI. Fügen Sie zuerst einen anderen hinzu.',
    none: 'Noch keiner.',
  },
  general: {
    title: 'Allgemein',
    text: 'Ihr Name, und wo eine Anmeldung beginnen kann.',
    name: 'Name',
    initiate: 'Adresse, an der eine Anmeldung beginnt',
    initiateHint: 'Für Einladungen, Tests und Anmeldungen, die beim Identitätsanbieter beginnen.',
  },
  logout: {
    title: 'Abmeldung',
    text: 'Wie die Anwendung vom Ende einer Sitzung erfährt.',
    back: 'Back-Channel-Abmelde-URI',
    backHint: 'Bekommt ein signiertes Token vom Gateway, gleich welchen Browser die Person nutzt.',
    front: 'Front-Channel-Abmelde-URI',
    frontHint: 'Wird in einem Frame des Browsers geladen, in dem sich die Person abmeldet.',
  },
  secrets: {
    title: 'Geheimnisse',
    text: 'Eine Anwendung kann zwei haben, damit beim Ersetzen nichts stillsteht.',
    publicText: 'Ein öffentlicher Client hat kein Geheimnis. PKCE schützt seine Anmeldungen.',
    none: 'Noch kein Geheimnis.',
    create: 'Geheimnis erzeugen',
    two: 'Sie hat zwei Geheimnisse. Widerrufen Sie zuerst eines.',
    created: 'Erzeugt',
    used: 'zuletzt benutzt',
    neverUsed: 'nie benutzt',
    revoke: 'Widerrufen',
    revokeOf: (hint) => `Geheimnis ${hint} widerrufen`,
    madeTitle: 'Das neue Geheimnis',
    madeText: 'Speichern Sie es dort, wo Ihre Anwendung es liest. Es wird nur jetzt gezeigt.',
    label: 'Clientgeheimnis',
    revokeTitle: (hint) => `Geheimnis ${hint} widerrufen?`,
    revokeLead: 'Das lässt sich nicht rückgängig machen.',
    revokeBreaks: (isLast, used) => [
      used === null ? 'Es wurde nie benutzt.' : `Es wurde zuletzt ${used} benutzt.`,
      isLast
        ? 'Es ist das einzige: Keine Anmeldung der Anwendung lässt sich mehr abschließen.'
        : 'Das andere Geheimnis funktioniert weiter.',
    ],
    revokeAct: 'Geheimnis widerrufen',
  },
  claims: {
    title: 'Ausgegebene Ansprüche',
    text: 'Ansprüche mit Namen Ihrer Wahl, neben den üblichen.',
    claim: 'Anspruch',
    attribute: 'Attribut',
    customName: 'Name des eigenen Attributs',
    custom: 'Eigenes Attribut…',
    add: 'Anspruch hinzufügen',
    remove: (name) => `Anspruch ${name} entfernen`,
    preview: 'Vorschau mit einem Benutzer',
    choose: 'Benutzer wählen',
    previewText: 'So sähen die Token jetzt aus. Speichern Sie Ihre Änderungen, um sie hier zu sehen.',
    idToken: 'ID-Token',
    userinfo: 'Userinfo',
  },
  end: {
    title: 'Ausschalten',
    text: 'Sie erfahren die Folgen, bevor sie eintreten.',
    deactivate: 'Deaktivieren',
    deactivateText: 'Neue Anmeldungen und Tokenanfragen werden abgelehnt, bis sie wieder aktiv ist.',
    activate: 'Aktivieren',
    activateText: 'Anmeldungen sind wieder möglich.',
    undone: (name) => `${name} ist inaktiv`,
    delete: 'Löschen',
    deleteText: 'Ihre Token gelten sofort nicht mehr.',
    deleteTitle: (name) => `${name} löschen?`,
    deleteLead: 'Das lässt sich nicht rückgängig machen.',
    deleteBreaks: (recent, isMore, secrets) => [
      recent === 0
        ? 'In letzter Zeit hat sich niemand bei ihr angemeldet.'
        : recent === 1
          ? '1 Anmeldung der letzten Zeit lief über sie.'
          : `${isMore ? 'Mehr als ' : ''}${recent} Anmeldungen der letzten Zeit liefen über sie.`,
      'Alle ihre Zugriffs- und Aktualisierungstoken gelten nicht mehr.',
      ...(secrets > 0
        ? [secrets === 1 ? 'Ihr Geheimnis wird gelöscht.' : `Ihre ${secrets} Geheimnisse werden gelöscht.`]
        : []),
    ],
    deleteAct: 'Anwendung löschen',
  },
  code: 'Als Code',
  codeText: 'Dasselbe für Programme, mit Ihren Werten ausgefüllt.',
  quickStart: {
    title: 'Schnellstart',
    text: 'Die Werte dieser Anwendung sind eingesetzt. Erzeugen Sie unter Einstellungen ein Geheimnis, und legen Sie es in die Umgebungsvariablen Ihres Programms.',
    publicText:
      'Die Werte dieser Anwendung sind eingesetzt. Sie ist ein öffentlicher Client und braucht kein Geheimnis.',
    framework: 'Framework',
    redirect: 'Umleitungs-URI',
    install: 'Installieren',
    code: 'Code',
    tryIt:
      'Starten Sie Ihr Programm, öffnen Sie es, und melden Sie sich an. Jeder Versuch steht unter Anmeldungen, mit dem Grund, wenn er scheitert.',
    open: 'Anmeldungen öffnen',
    noRedirect: 'Fügen Sie zuerst unter Einstellungen einen Umleitungs-URI hinzu.',
  },
}

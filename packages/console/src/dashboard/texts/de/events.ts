/** The texts of events in German. */
import type * as english from '../en/events.ts'
import type { Texts } from '../texts-type.ts'

const actors: Texts<typeof english.eventsTexts.actors> = {
  api_key: 'API-Schlüssel',
  installation_key: 'Installationsschlüssel',
  staff: 'Team',
  application: 'Anwendung',
  user: 'Benutzer',
  setup_link: 'Einrichtungslink',
  system: 'Gatehouse',
}

export const eventsTexts: Texts<typeof english.eventsTexts> = {
  title: 'Ereignisse',
  search: 'ID: Ereignis, Objekt, Urheber',
  notUnderstood: 'Geben Sie eine ganze ID ein, etwa die einer Verbindung, eines Benutzers oder eines API-Schlüssels.',
  type: 'Art',
  object: 'Objekt',
  actor: 'Urheber',
  organization: 'Organisation',
  order: 'Neueste zuerst',
  columns: { event: 'Ereignis', object: 'Objekt', actor: 'Urheber', changes: 'Geändert', when: 'Wann' },
  actors,
  notLoaded: 'Die Ereignisse konnten nicht geladen werden',
  none: 'Noch keine Ereignisse',
  noneText:
    'Jede Änderung und jede Anmeldung wird hier festgehalten: wer es war und von wo. Ereignisse werden nie geändert.',
  noneFound: 'Kein Ereignis passt zu diesen Filtern',
  noneFoundText: 'Ereignisse finden Sie nach Art, geändertem Objekt, Urheber und Organisation.',
  clear: 'Alle Filter entfernen',
  newest: (count) => `Die neuesten ${count}`,
  export: {
    act: 'Exportieren',
    jsonLines: 'Als JSON Lines',
    csv: 'Als CSV',
    note: (most) => `Was gefiltert ist, höchstens ${most} Ereignisse`,
    running: (count) => `Export läuft, bisher ${count}`,
    stop: 'Anhalten',
    done: (count) => `${count} Ereignisse exportiert`,
    bounded: (count) =>
      `Die neuesten ${count} Ereignisse wurden exportiert. Filtern Sie nach Art oder Organisation, um die übrigen zu bekommen.`,
    failed: 'Der Export wurde nicht fertig',
  },
}

export const eventTexts: Texts<typeof english.eventTexts> = {
  label: 'Ereignis',
  theId: 'die ID des Ereignisses',
  newer: 'Neueres Ereignis',
  older: 'Älteres Ereignis',
  json: 'JSON',
  details: 'Details',
  gone: 'Dieses Ereignis wurde nicht gefunden',
  goneText: 'Nichts in dieser Umgebung hat diese ID.',
  notLoaded: 'Das Ereignis konnte nicht geladen werden',
  object: 'Objekt',
  actor: 'Urheber',
  sameActor: 'Alle dieses Urhebers',
  sameObject: 'Alle dieses Objekts',
  organization: 'Organisation',
  when: 'Wann',
  source: 'Herkunft',
  address: 'Adresse',
  agent: 'Programm',
  request: 'Anfrage',
  noSource: 'Keine Anfrage war der Anlass: Gatehouse hat es von selbst getan.',
  changes: 'Änderungen',
  noChanges: 'Es nennt kein geändertes Feld.',
  field: 'Feld',
  before: 'Vorher',
  after: 'Nachher',
  nothing: 'nichts',
  data: 'Das Objekt nach dem Ereignis',
  code: 'Als Code',
  theRequest: 'die ID der Anfrage',
}

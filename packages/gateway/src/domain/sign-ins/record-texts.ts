/**
 * The sentences of a record in German, by their English text: notes of the mapping, and reasons of a decision. A record
 * keeps English, because its reader may come later. A sentence with a value has a pattern.
 */

const sentences: Readonly<Record<string, string>> = {
  // Notes of the mapping.
  'not sent': 'nicht gesendet',
  'neither text nor a number': 'weder Text noch Zahl',
  empty: 'leer',
  'white space, control characters or Unicode form corrected':
    'Leerraum, Steuerzeichen oder Unicode-Form wurden berichtigt',
  'not used: it has invisible characters, spaces at an end, or another spelling of plain characters':
    'nicht verwendet: Der Wert hat unsichtbare Zeichen, Leerzeichen am Rand oder eine andere Schreibweise einfacher Zeichen',
  'not an email address': 'keine E-Mail-Adresse',
  'neither text, number, flag nor list': 'weder Text, Zahl, Wahrheitswert noch Liste',
  // How far the email is proved.
  'no email was sent': 'es wurde keine E-Mail-Adresse gesendet',
  'it comes from another claim than `email`': 'sie kommt aus einem anderen Anspruch als `email`',
  'the identity provider does not vouch for it': 'der Identitätsanbieter bürgt nicht für sie',
  'its domain is a verified domain of the organization': 'ihre Domain ist eine bestätigte Domain der Organisation',
  'its domain belongs to the organization on the word of the operator':
    'ihre Domain gehört nach Angabe der Betreiber zur Organisation',
  'Entra has verified that the tenant owns its domain': 'Entra hat bestätigt, dass ihre Domain dem Mandanten gehört',
  'the identity provider calls it verified, and its domain is not a verified domain of the organization':
    'der Identitätsanbieter nennt sie bestätigt, und ihre Domain ist keine bestätigte Domain der Organisation',
  'the person is a guest in the tenant': 'die Person ist Gast im Mandanten',
  'the connection admits several tenants': 'die Verbindung lässt mehrere Mandanten zu',
  'its domain is not a verified domain of the organization': 'ihre Domain ist keine bestätigte Domain der Organisation',
  // The decision about the person.
  'the identity is known': 'die Identität ist bekannt',
  'an invitation is for this person, who is a known user without identity':
    'eine Einladung ist für diese Person, die ein bekannter Benutzer ohne Identität ist',
  'an invitation is for this person': 'eine Einladung ist für diese Person',
  'first sign-in of this identity': 'erste Anmeldung dieser Identität',
  // The consent of an administrator.
  'The answer named another tenant than the one that the administrator signed in to.':
    'Die Antwort nannte einen anderen Mandanten als den, bei dem die Anmeldung stattfand.',
}

const levels: Readonly<Record<string, string>> = {
  verified_domain: 'über die Domain bestätigt',
  xms_edov: 'durch Entra bestätigt',
  email_verified: 'nur vom Anbieter bestätigt',
  unverified: 'nicht bestätigt',
  missing: 'nicht vorhanden',
}

const attributes: Readonly<Record<string, string>> = {
  email: 'dieselbe E-Mail-Adresse',
  preferred_username: 'denselben Benutzernamen',
  identifier: 'dieselbe Kennung',
}

const sharedName = (name: string): string => attributes[name] ?? `dasselbe Merkmal ${name}`

const patterns: readonly (readonly [pattern: RegExp, german: (...values: readonly string[]) => string])[] = [
  [/^read from (\w+)$/, (type) => `gelesen aus dem Typ ${type}`],
  [/^longer than (\d+) characters$/, (count) => `länger als ${count} Zeichen`],
  [/^more than (\d+) characters together$/, (count) => `zusammen mehr als ${count} Zeichen`],
  [/^more than (\d+) values$/, (count) => `mehr als ${count} Werte`],
  [/^more than (\d+) values: counts as incomplete$/, (count) => `mehr als ${count} Werte: gilt als unvollständig`],
  [/^(\d+) values left out$/, (count) => `ausgelassene Werte: ${count}`],
  [
    /^a known user without identity has the same (\w+)$/,
    (name = '') => `ein bekannter Benutzer ohne Identität hat ${sharedName(name)}`,
  ],
  [
    /^first sign-in of this identity; a known user has the same email, which is (\w+) and links nobody$/,
    (level = '') =>
      `erste Anmeldung dieser Identität; ein bekannter Benutzer hat dieselbe E-Mail-Adresse, die aber niemanden verknüpft: ${levels[level] ?? level}`,
  ],
  [
    /^first sign-in of this identity; a known user has the same (\w+), which is not proved and links nobody$/,
    (name = '') =>
      `erste Anmeldung dieser Identität; ein bekannter Benutzer hat ${sharedName(name)}, aber unbewiesen, und das verknüpft niemanden`,
  ],
  [
    /^([\w, ]+) could not be read as a whole: the earlier values stay(?:\. (.*))?$/s,
    (names, why) => `${names}: nicht vollständig lesbar, die früheren Werte bleiben${why ? `. ${why}` : ''}`,
  ],
  [
    /^(\d+) bytes of groups, of (\d+) that an ID token takes: it has "hasgroups" instead, and userinfo has the groups\. Set policy\.groups_claim to "matched"$/,
    (bytes, room) =>
      `${bytes} Bytes an Gruppen, in ein ID-Token passen ${room}: Es enthält stattdessen „hasgroups“, und Userinfo enthält die Gruppen. Setzen Sie policy.groups_claim auf „matched“`,
  ],
  [
    /^(\d+) bytes of groups, of (\d+) that an ID token takes\. With policy\.groups_claim "matched", applications receive only groups that Gatehouse knows$/,
    (bytes, room) =>
      `${bytes} Bytes an Gruppen, in ein ID-Token passen ${room}. Mit policy.groups_claim „matched“ erhalten Anwendungen nur Gruppen, die Gatehouse kennt`,
  ],
]

/** A sentence of a record in German; as it is where it is no sentence of ours, for instance a code. */
export function germanRecordText(text: string): string {
  const known = sentences[text]
  if (known !== undefined) return known
  for (const [pattern, german] of patterns) {
    const match = pattern.exec(text)
    if (match) return german(...match.slice(1))
  }
  return text
}

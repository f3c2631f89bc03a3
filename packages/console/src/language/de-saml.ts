/** Die Texte für SAML auf Deutsch; siehe en-saml.ts. */
import type { enSaml } from './en-saml.ts'

const plural = (count: number, one: string, many: string): string => (count === 1 ? one : many)

export const deSaml: typeof enSaml = {
  saml: {
    ways: {
      address: 'Stattdessen die Metadaten-Adresse eingeben',
      file: 'Stattdessen eine Datei hochladen',
      values: 'Stattdessen einzelne Werte eingeben',
    },
    titles: {
      address: 'Die Metadaten-Adresse eingeben',
      file: 'Die Metadaten hochladen',
      values: 'Die Werte einzeln eingeben',
    },
    leads: {
      address: 'Eine Adresse genügt. Sie wird gelesen, sobald Sie das Feld verlassen.',
      file: 'Wählen Sie die Datei, ziehen Sie sie auf das Feld, oder fügen Sie ihren Text ein. Sie wird sofort gelesen.',
      values: 'Kopieren Sie jeden von der Seite Ihres Identitätsanbieters.',
    },
    chooseFile: 'Datei auswählen',
    chooseFiles: 'Dateien auswählen',
    fileTooLarge: 'Diese Datei ist zu groß für Metadaten oder ein Zertifikat.',
    fileUnread: 'Diese Datei lässt sich nicht lesen.',
    noForm: 'Dürfen Sie keine Werte in ein Formular eingeben?',
    stages: {
      redirect: (company) => ({
        title: `Zu ${company} geschickt`,
        text: 'Die Anmeldeadresse stammt aus Ihren Metadaten',
      }),
      code: (company) => ({
        title: 'Die Antwort kommt zurück',
        text: `${company} lässt Sie durch: Konto, Zuweisung, Bedingungen`,
      }),
      keys: () => ({
        title: 'Signatur, Empfänger und Zeit werden geprüft',
        text: 'Die Antwort ist echt und für diesen Test bestimmt',
      }),
      claims: () => ({ title: 'Die Assertion wird gelesen', text: 'Name, E-Mail und Gruppen sind da' }),
    },
    waiting: (company) => ({
      title: `Wartet auf Sie bei ${company}`,
      text: 'Passwort und zweiter Faktor geschehen dort. Noch ist nichts zurückgekommen.',
    }),
    attribute: (label) => `Attribut für ${label} ändern`,
    edit: (label) => `Attribut für ${label}; mehrere mit Komma getrennt, der Reihe nach versucht`,
    attributesOf: (company) => `Attribute von ${company}`,
    handOverLead: (vendor) =>
      `Für alle, die keine Werte in ein Formular eingeben dürfen. Drucken Sie es oder speichern Sie es als Datei, und senden Sie es ${vendor} auf Ihrem Weg.`,
    handOverAcs: 'Assertion Consumer Service URL, die Sie eingetragen haben',
    handOverEntity: 'Entitäts-ID, die Sie eingetragen haben',
    handOverFile: 'Legen Sie die Datei bei.',
    protocolText:
      'SAML 2.0. Anfragen gehen per Weiterleitung oder POST, und die signierte Assertion kommt per POST an die Assertion Consumer Service URL zurück.',
    noPermissions:
      'SAML verlangt keine Berechtigungen. Der Identitätsanbieter sendet die Attribute, die Sie ausgewählt haben.',
    permissions: 'Berechtigungen',
    give: 'Werte zum Eintragen',
    giveLead: 'Sie stehen bei Ihrem Identitätsanbieter. Unsere Metadaten enthalten alle.',
    entity: 'Entitäts-ID (Entity ID)',
    acs: 'Assertion Consumer Service URL (ACS)',
    slo: 'Adresse für Single Logout',
    metadata: 'Unsere Metadaten',
    certificates: 'Signaturzertifikate',
    certificatesLead: 'Damit signiert Ihr Identitätsanbieter.',
    certificate: 'Zertifikat',
    thumbprint: 'SHA-256-Fingerabdruck',
    thumbprintOf: (name) => `Fingerabdruck von ${name}`,
    validFrom: 'Gültig ab',
    validUntil: 'Gültig bis',
    ended: 'Abgelaufen',
    endsSoon: (days) => `Noch ${days} ${plural(days, 'Tag', 'Tage')}`,
    noCertificates: 'Noch keine. Sie kommen mit den Metadaten.',
    warnings: {
      saml_certificates_changed: {
        title: 'Ihr Identitätsanbieter hat andere Signaturzertifikate.',
        text: 'Anmeldungen gelingen weiterhin. Übernehmen Sie die neuen, bevor das alte abgeschaltet wird.',
      },
      saml_metadata_changed: {
        title: 'Ihr Identitätsanbieter hat Adressen oder Entitäts-ID geändert.',
        text: 'Anmeldungen gelingen weiterhin mit den alten Werten. Übernehmen Sie die neuen und testen Sie sie.',
      },
      saml_certificate_expiring: {
        title: 'Das letzte Signaturzertifikat läuft bald ab.',
        text: 'Legen Sie beim Identitätsanbieter ein neues an, aber aktivieren Sie es noch nicht. Lesen Sie dann die Metadaten noch einmal.',
      },
    },
    readAgain: 'Metadaten noch einmal lesen',
    readAgainText: 'Die neuen Werte warten als Änderung, bis sie getestet und in Kraft gesetzt sind.',
    readNothing: 'Die Metadaten enthalten nichts Neues.',
    ownCertificate: 'Unser Zertifikat',
    ownCertificateLead: 'Nur nötig, um Anfragen zu signieren oder verschlüsselte Assertions zu lesen.',
    addOwn: 'Zertifikat hinzufügen',
    noneNeeded: 'Keines nötig',
    noneNeededText: 'Fügen Sie eines hinzu, wenn Ihr Identitätsanbieter Anfragen prüft oder Assertions verschlüsselt.',
    identityProvider: 'Metadaten und Adressen',
  },
}

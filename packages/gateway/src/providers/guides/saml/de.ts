/** The SAML guides in German. en.ts has the same keys. */
import type { SamlTexts, SharedSamlTexts } from './texts.ts'

export const sharedDe: SharedSamlTexts = {
  company: 'der Identitätsanbieter',
  name_label: 'Name',
  metadata_url_label: 'Metadatenadresse',
  metadata_url_note: 'Alle Werte kommen von dort, und sie wird jeden Tag neu gelesen.',
  metadata_label: 'Metadatendatei',
  metadata_note: 'Laden Sie die Datei hoch oder fügen Sie sie ein, wenn es keine Adresse gibt.',
  entity_label: 'Entitäts-ID des Identitätsanbieters',
  entity_note: 'Zeichen für Zeichen, auch ein Schrägstrich am Ende.',
  sso_label: 'Anmeldeadresse',
  sso_note: 'Dort melden sich Ihre Leute an.',
  certificates_label: 'Signaturzertifikate',
  certificates_note: 'Laden Sie sie hoch oder fügen Sie sie im Format PEM ein. Mehrere dürfen zugleich gelten.',
  logout_page_label: 'Adresse der Abmeldeseite, freiwillig',
  logout_page_note: 'Dorthin geht es nach dem Abmelden, wenn die Anwendung keine Adresse nennt.',
  certificate_title: 'Zertifikat, freiwillig',
  certificate_text:
    'Nur nötig, wenn Anfragen signiert oder Assertions verschlüsselt sein müssen. Der private Schlüssel verlässt uns nie.',
  certificate_upload: 'Tragen Sie das Zertifikat beim Identitätsanbieter ein',
  certificate_upload_text:
    'Es steht auch in unseren Metadaten. Der Identitätsanbieter prüft damit Anfragen und verschlüsselt dafür.',
  identifier_label: 'Kennung',
  identifier_note: 'Der Name der Person. Er sollte sich nie ändern.',
  email_label: 'E-Mail',
  display_name_label: 'Name',
  given_name_label: 'Vorname',
  family_name_label: 'Nachname',
  username_label: 'Benutzername',
  groups_label: 'Gruppen',
}

const common = {
  register_next: 'Weiter zu den Werten',
  values_next: 'Weiter zu den Angaben',
  claims_title: 'Wählen Sie, was gesendet wird',
  claims_next: 'Weiter zum Zugang',
  access_title: 'Wählen Sie, wer hineindarf',
  access_next: 'Weiter zum Test',
}

export const entraDe: SamlTexts = {
  ...common,
  summary: 'Microsoft Entra ID, für Anwendungen mit SAML',
  asking: 'Die Metadaten von Entra werden gelesen…',
  register_title: (vendor) => `${vendor} in Entra registrieren`,
  register_lead:
    'Fünf Handgriffe im Entra Admin Center, in einem anderen Fenster. Wer einen Wert kopiert, hakt ihn ab.',
  values_title: 'Die Metadatenadresse von Entra eintragen',
  values_lead: 'Eine Adresse genügt. Sie wird gelesen, sobald Sie das Feld verlassen.',
  claims_lead: 'Name und E-Mail sendet Entra von selbst. Gruppen brauchen eine Einstellung.',
  access_lead: 'Entra entscheidet, wer die Anwendung öffnen darf. Ihre Gruppen entscheiden, was sie darin dürfen.',
  actions: {
    open: [
      'Eine neue Anwendung anlegen',
      'Wählen Sie **Integrate any other application you don’t find in the gallery (Non-gallery)**, dann **Create**.',
    ],
    name: ['Den Namen eintragen', null],
    saml: ['SAML wählen', 'Wählen Sie **Single sign-on**, dann **SAML**.'],
    basic: [
      'Basic SAML Configuration ausfüllen',
      'Wählen Sie **Edit**. Lassen Sie **Relay State** leer, dann **Save**. Antworten Sie **No, I’ll test later**.',
    ],
    certificate: [
      'Die App Federation Metadata Url kopieren',
      'Sie steht unter **SAML Certificates** und endet mit `?appid=` und der ID der Anwendung. Der nächste Schritt braucht sie.',
    ],
    groups: [
      'Gruppen hinzufügen',
      'Wählen Sie unter **Attributes & Claims** **Edit**, dann **Add a group claim**: **Groups assigned to the application**, Quelle **Group ID**.',
    ],
    assign: [
      'Personen und Gruppen zuweisen',
      'Wählen Sie **Add user/group**. Weisen Sie für den Test auch sich selbst zu.',
    ],
  },
}

export const oktaDe: SamlTexts = {
  ...common,
  summary: 'Okta Workforce Identity, für Anwendungen mit SAML',
  asking: 'Die Metadaten von Okta werden gelesen…',
  register_title: (vendor) => `${vendor} in Okta registrieren`,
  register_lead:
    'Vier Handgriffe in der Okta Admin Console, in einem anderen Fenster. Wer einen Wert kopiert, hakt ihn ab.',
  values_title: 'Die Metadatenadresse von Okta eintragen',
  values_lead: 'Eine Adresse genügt. Sie wird gelesen, sobald Sie das Feld verlassen.',
  claims_lead: 'Okta sendet nur, was Sie auflisten. Diese Namen werden von selbst verstanden.',
  access_lead: 'Okta entscheidet, wer die Anwendung öffnen darf. Ihre Gruppen entscheiden, was sie darin dürfen.',
  actions: {
    open: ['Eine neue App anlegen', 'Wählen Sie **Create App Integration**, dann **SAML 2.0**, dann **Next**.'],
    name: ['Den Namen eintragen', null],
    urls: [
      'Beide Adressen eintragen',
      'Haken Sie **Use this for Recipient URL and Destination URL** an. Lassen Sie **Default RelayState** leer. **Name ID format**: **Persistent** oder **EmailAddress**.',
    ],
    finish: [
      'Die Metadatenadresse kopieren',
      'Wählen Sie **Next**, **I’m an Okta customer adding an internal app**, **Finish**. Auf der Registerkarte **Sign On** wählen Sie unter **SAML Signing Certificates** **Actions** > **View IdP metadata** und kopieren die Adresse dieser Seite.',
    ],
    attributes: [
      'Attribute hinzufügen',
      'Fügen Sie unter **Attribute Statements** diese Namen mit den Werten `user.id`, `user.email`, `user.firstName`, `user.lastName` hinzu.',
    ],
    groups: [
      'Gruppen hinzufügen',
      'Fügen Sie unter **Group Attribute Statements** `groups` mit **Matches regex** und `.*` hinzu.',
    ],
    assign: [
      'Personen und Gruppen zuweisen',
      'Wählen Sie auf der Registerkarte **Assignments** **Assign**. Weisen Sie für den Test auch sich selbst zu.',
    ],
  },
}

export const googleDe: SamlTexts = {
  ...common,
  summary: 'Google Workspace, für Anwendungen mit SAML',
  asking: 'Die Metadaten werden gelesen…',
  register_title: (vendor) => `${vendor} in Google Workspace registrieren`,
  register_lead:
    'Vier Handgriffe in der Google-Admin-Konsole, in einem anderen Fenster. Wer einen Wert kopiert, hakt ihn ab.',
  values_title: 'Die Metadaten von Google hochladen',
  values_lead: 'Laden Sie die Datei hoch, die Sie heruntergeladen haben. Google hat keine Adresse dafür.',
  claims_lead: 'Google sendet nur, was Sie auflisten. Diese Namen werden von selbst verstanden.',
  access_lead:
    'Google entscheidet, wer die Anwendung öffnen darf. Es kann einen Tag dauern, bis eine Änderung überall gilt.',
  actions: {
    open: ['Eine eigene SAML-App hinzufügen', 'Wählen Sie **Add app**, dann **Add custom SAML app**.'],
    name: ['Den Namen eintragen', null],
    metadata: ['Die Metadaten herunterladen', 'Wählen Sie **Download metadata**, dann **Continue**.'],
    urls: [
      'Beide Adressen eintragen',
      'Haken Sie **Signed response** an. **Name ID format**: **EMAIL**. **Name ID**: **Basic Information > Primary email**. Dann **Continue**.',
    ],
    attributes: [
      'Attribute hinzufügen',
      'Ordnen Sie **Primary email**, **First name** und **Last name** diesen Namen zu.',
    ],
    groups: [
      'Gruppen hinzufügen',
      'Wählen Sie unter **Group membership** bis zu 75 Gruppen mit dem App-Attribut `groups`. Dann **Finish**.',
    ],
    assign: [
      'Die App einschalten',
      'Öffnen Sie **User access** und wählen Sie **ON for everyone** oder eine Organisationseinheit. Dann **Save**.',
    ],
  },
}

export const samlDe: SamlTexts = {
  ...common,
  summary: 'Jeder Identitätsanbieter mit SAML 2.0: AD FS, Keycloak, Ping, OneLogin, Shibboleth und andere',
  asking: 'Die Metadaten werden gelesen…',
  register_title: (vendor) => `${vendor} bei Ihrem Identitätsanbieter registrieren`,
  register_lead:
    'Legen Sie dort eine neue SAML-Anwendung an, in einem anderen Fenster. Wer einen Wert kopiert, hakt ihn ab.',
  values_title: 'Die Metadaten Ihres Identitätsanbieters eintragen',
  values_lead: 'Adresse oder Datei genügt. Sie wird gelesen, sobald Sie das Feld verlassen.',
  claims_lead:
    'Diese Namen werden von selbst verstanden. Verwendet Ihr Identitätsanbieter andere, ändern Sie die Zuordnung.',
  access_lead:
    'Ihr Identitätsanbieter entscheidet, wer die Anwendung öffnen darf. Ihre Gruppen entscheiden, was sie darin dürfen.',
  actions: {
    open: [
      'Eine neue SAML-Anwendung anlegen',
      'Die meisten Identitätsanbieter nehmen unsere Metadatenadresse und füllen den Rest aus.',
    ],
    name: ['Den Namen eintragen', null],
    urls: ['Beide Adressen eintragen', 'Das Binding ist **POST**. Fügen Sie am Ende keinen Schrägstrich an.'],
    signing: [
      'Mit RSA-SHA256 signieren',
      'Signieren Sie die Assertion, die Response oder beide. Senden Sie eine dauerhafte NameID (persistent) oder die E-Mail.',
    ],
    adfs: [
      'AD FS: eine Vertrauensstellung hinzufügen',
      'Wählen Sie **Add Relying Party Trust** > **Claims aware** und geben Sie unsere Metadatenadresse ein. Danach **Edit Claim Issuance Policy**: **Send LDAP Attributes as Claims** mit E-Mail, Vorname, Nachname und Name ID.',
    ],
    keycloak: [
      'Keycloak: einen Client anlegen',
      'Wählen Sie **Clients** > **Create client** > **SAML**, mit unserer Entitäts-ID als **Client ID** und unserer ACS als **Valid redirect URIs**. Stellen Sie **Name ID format** auf **persistent** und **Sign assertions** ein. Unter **Keys** schalten Sie **Client signature required** aus. Im Scope der Rollen schalten Sie **Single Role Attribute** ein.',
    ],
    attributes: ['Attribute hinzufügen', 'Senden Sie E-Mail, Vorname und Nachname unter diesen Namen.'],
    groups: ['Gruppen hinzufügen', 'Senden Sie ein Attribut `groups` mit den Namen oder IDs der Gruppen einer Person.'],
    assign: [
      'Personen und Gruppen zuweisen',
      'Führt Ihr Identitätsanbieter eine Liste, wer eine Anwendung benutzen darf, fügen Sie sie dort hinzu, für den Test auch sich selbst.',
    ],
  },
}

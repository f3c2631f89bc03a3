/**
 * Die Texte der Entra-Anleitung auf Deutsch; siehe en.ts. Die Wörter des Admin Centers stehen auf Englisch und dahinter, wo
 * es eine gibt, mit ihrer deutschen Fassung.
 */
import type { EntraTexts } from './en.ts'

export const de: EntraTexts = {
  summary: 'Geschäfts- und Schulkonten von Microsoft 365 und Azure',
  open_center: 'Entra Admin Center öffnen',
  checked: (day) => `Gezeichnet nach dem Entra Admin Center, geprüft am ${day}. Die Nummern sind die der Schritte.`,
  day: '18. November 2026',
  asking: 'Frage bei Microsoft nach …',

  register_title: (vendor) => `${vendor} in Entra registrieren`,
  register_lead:
    'Fünf Handgriffe im Entra Admin Center, in einem anderen Fenster. Beim Kopieren wird der Schritt abgehakt.',
  register_next: 'Weiter zu den Werten',
  register_open: 'Das Formular für eine neue Registrierung öffnen',
  register_name: 'Den Namen eingeben',
  register_name_label: 'Name',
  register_name_note: 'Ihre Kolleginnen und Kollegen sehen ihn, wenn Microsoft um Zustimmung bittet.',
  register_types: 'Festlegen, für wen die App ist',
  register_types_text:
    'Lassen Sie unter **Supported account types** (Unterstützte Kontotypen) **Accounts in this organizational directory only (Single tenant)** stehen. Das hält alle anderen fern.',
  register_uri: 'Den Umleitungs-URI eingeben',
  register_uri_text: 'Wählen Sie die Plattform **Web** und fügen Sie dann diese Adresse ein.',
  register_uri_label: 'Umleitungs-URI (Redirect URI)',
  register_submit: 'Register (Registrieren) wählen',
  register_submit_text:
    'Entra öffnet die Seite **Overview** (Übersicht) der App. Lassen Sie sie offen: Der nächste Schritt braucht zwei Werte von dort.',
  register_drawing: 'Das Formular Register an application; markiert sind der Name, der Kontotyp und der Umleitungs-URI',
  types_drawing: 'Accounts in this organizational directory only (Single tenant)',
  az_note: 'Der Befehl gibt die Anwendungs-ID aus. `az account show` gibt die Mandanten-ID aus.',
  terraform_note: 'Nötig ist der Provider hashicorp/azuread ab Version 3.',

  values_title: 'Die Werte aus Entra eingeben',
  values_lead: 'Fügen Sie jeden Wert unverändert ein. Er wird bei Microsoft geprüft, sobald Sie das Feld verlassen.',
  values_next: 'Weiter zu den Ansprüchen',
  values_drawing: 'Die Seite Overview der App; markiert sind Application (client) ID und Directory (tenant) ID',
  values_caption: 'Beide stehen auf der Seite Overview der App. Die Object ID dazwischen ist etwas anderes.',
  tenant_note: 'Nur Konten dieses Verzeichnisses werden angenommen.',
  client_note: 'Microsoft bestätigt sie zusammen mit dem Geheimnis.',
  discovery_label: 'OpenID Connect metadata document',
  discovery_note: 'Anstelle der Verzeichnis-ID, von der Seite **Endpoints** (Endpunkte) der App.',
  authorization_label: 'OAuth 2.0 authorization endpoint (v2)',
  token_label: 'OAuth 2.0 token endpoint (v2)',
  endpoint_note: 'Anstelle der Verzeichnis-ID: beide Endpunkte, von der Seite **Endpoints** (Endpunkte) der App.',

  secret_title: 'Clientgeheimnis',
  secret_text:
    'Sie legen es in Entra an und fügen es hier ein. Es läuft nach höchstens 24 Monaten ab, und jemand muss es erneuern.',
  secret_open: 'Das Formular für ein neues Geheimnis öffnen',
  secret_open_text: 'Auf der Seite der App, auf der Registerkarte **Client secrets** (Geheime Clientschlüssel).',
  secret_description: 'Die Beschreibung eingeben und das Ablaufdatum wählen',
  secret_description_label: 'Beschreibung (Description)',
  secret_add: 'Add (Hinzufügen) wählen und sofort den Value kopieren',
  secret_add_text:
    'Kopieren Sie die Spalte **Value** (Wert), nicht **Secret ID** (Geheime ID). Entra zeigt den Wert nur, bis Sie die Seite verlassen.',
  secret_forbidden:
    'Lehnt Entra es wegen einer Richtlinie ab? Wählen Sie stattdessen „Kein Geheimnis“: Das geht auch dort.',
  secret_drawing: 'Die Liste der Clientgeheimnisse: Die Spalte Value ist richtig, die Spalte Secret ID ist falsch',
  secret_caption: 'Value und Secret ID stehen nebeneinander.',
  secret_value: 'Wert (Value) des Clientgeheimnisses',
  copy_this: 'Diesen kopieren',
  not_this: 'Nicht diesen',
  months: (count) => `${count} Monate`,

  certificate_title: 'Zertifikat',
  certificate_text:
    'Es entsteht hier; Sie laden seinen öffentlichen Teil in Entra hoch. Der private Schlüssel bleibt hier. Alle zwei Jahre wird es erneuert.',
  certificate_download: 'Das Zertifikat herunterladen',
  certificate_download_text: 'Das ist der öffentliche Teil. Der private Schlüssel bleibt hier.',
  certificate_upload: 'Es zur App hochladen',
  certificate_upload_text:
    'Wählen Sie auf der Registerkarte **Certificates** (Zertifikate) **Upload certificate** (Zertifikat hochladen), dann die Datei und **Add** (Hinzufügen).',
  certificate_compare: 'Den Fingerabdruck vergleichen',
  certificate_compare_text: 'Entra zeigt ihn in der Liste so an, wie er hier steht.',

  federated_title: 'Kein Geheimnis',
  federated_text: (vendor) =>
    `Sie kopieren drei Werte nach Entra, das danach der eigenen Signatur von ${vendor} vertraut. Nichts kann durchsickern, nichts läuft ab.`,
  federated_open: 'Das Formular für Verbundanmeldeinformationen öffnen',
  federated_open_text:
    'Wählen Sie auf der Registerkarte **Federated credentials** (Verbundanmeldeinformationen) **Add credential**.',
  federated_scenario: 'Das Szenario Other issuer wählen',
  federated_scenario_text:
    'Wählen Sie unter **Federated credential scenario** den Eintrag **Other issuer** (Anderer Aussteller).',
  federated_values: 'Die Werte kopieren',
  federated_name: 'Name',
  federated_audience_note: 'Entra hat ihn schon eingetragen.',
  federated_add: 'Add (Hinzufügen) wählen',
  federated_add_text: 'Entra braucht einige Minuten, bis es sie kennt.',

  claims_title: 'Festlegen, was Entra sendet',
  claims_lead: 'Ohne diese Angaben kommen Namen, E-Mail-Adresse und Gruppen nicht an.',
  claims_next: 'Weiter zum Zugang',
  claims_optional: 'Die optionalen Ansprüche hinzufügen',
  claims_optional_text:
    'Wählen Sie **Add optional claim** (Optionalen Anspruch hinzufügen), Tokentyp **ID**, und haken Sie **email**, **family_name**, **given_name**, **upn**, **login_hint** und **sid** an. Wählen Sie dann **Add** (Hinzufügen).',
  claims_graph: 'Die Graph-Berechtigungen erlauben',
  claims_graph_text:
    'Wenn Entra fragt, haken Sie **Turn on the Microsoft Graph email, profile permission** an und wählen **Add** (Hinzufügen).',
  claims_groups: 'Die Gruppen hinzufügen',
  claims_groups_text:
    'Wählen Sie **Add groups claim** (Gruppenanspruch hinzufügen). Nehmen Sie **Groups assigned to the application** oder, in einem kleinen Verzeichnis, **Security groups** (Sicherheitsgruppen). Wählen Sie unter **ID** die **Group ID** (Gruppen-ID).',
  claims_groups_note:
    'Entra sendet von einer Person höchstens 200 Gruppen. Ist sie in mehr, kommt keine, außer es werden nur zugewiesene Gruppen gesendet.',
  claims_drawing: 'Die Seite Token configuration; ihre beiden Schaltflächen sind markiert',
  claims_caption: 'Beide Schaltflächen stehen über der Liste der Ansprüche.',

  access_title: 'Festlegen, wer hineinkommt',
  access_lead: 'Entra entscheidet, wer die App öffnen darf. Ihre Gruppen entscheiden, was diese Personen darin dürfen.',
  access_next: 'Weiter zum Test',
  access_required: 'Entscheiden, ob alle hineinkommen',
  access_required_text:
    'Setzen Sie **Assignment required?** (Zuweisung erforderlich?) auf **Yes** (Ja) und wählen Sie **Save** (Speichern), um nur zugewiesene Personen hereinzulassen. Mit **No** (Nein) kommen alle aus Ihrem Verzeichnis hinein.',
  access_assign: 'Personen und Gruppen zuweisen',
  access_assign_text:
    'Wählen Sie **Add user/group** (Benutzer/Gruppe hinzufügen) und die Personen oder Gruppen. Weisen Sie für den Test auch sich selbst zu. Verschachtelte Gruppen zählen nicht.',
  access_consent: 'Die Administratorzustimmung erteilen',
  access_consent_text:
    'Wählen Sie **Grant admin consent for** (Administratorzustimmung erteilen für) Ihr Verzeichnis, dann **Yes** (Ja). Danach wird bei der ersten Anmeldung niemand gefragt.',
  access_drawing: 'Die Seite Users and groups der Unternehmensanwendung; markiert ist Add user/group',
  access_caption: 'Unternehmensanwendungen haben ein eigenes Menü, getrennt von den App-Registrierungen.',

  email_label: 'E-Mail',
  name_label: 'Name',
  given_name_label: 'Vorname',
  family_name_label: 'Nachname',
  username_label: 'Benutzername',
  groups_label: 'Gruppen',
  roles_label: 'App-Rollen',
  identifier_label: 'Kennung',
  identifier_note: 'Die Objekt-ID der Person. Sie ändert sich nie, was auch immer mit der E-Mail-Adresse geschieht.',

  scope_openid: 'Sagt, wer sich anmeldet',
  scope_profile: 'Name und Benutzername',
  scope_email: 'E-Mail-Adresse',

  code_50011: 'Der Umleitungs-URI stimmt nicht überein',
  code_50105: 'Die Person ist der App nicht zugewiesen',
  code_65001: 'Niemand hat zugestimmt',
  code_90094: 'Eine Administratorin oder ein Administrator muss zustimmen',
  code_700016: 'Die Anwendung wurde nicht gefunden',
  code_50020: 'Das Konto gehört zu einem anderen Verzeichnis',
  code_53003: 'Der bedingte Zugriff blockiert die Anmeldung',
}

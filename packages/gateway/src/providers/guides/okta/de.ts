/** Die Texte der Okta-Anleitung auf Deutsch; siehe en.ts. Oktas eigene Wörter bleiben englisch, wie in seiner Konsole. */
import type { OktaTexts } from './en.ts'

export const de: OktaTexts = {
  summary: 'Konten von Okta Workforce Identity',
  asking: 'Frage bei Okta nach …',
  register_title: (vendor) => `${vendor} in Okta registrieren`,
  register_lead:
    'Fünf Handgriffe in der Okta Admin Console, in einem anderen Fenster. Beim Kopieren wird der Schritt abgehakt.',
  register_next: 'Weiter zu den Werten',
  open: 'Das Formular für eine neue App-Integration öffnen',
  open_text:
    'Wählen Sie **Create App Integration**, dann **OIDC - OpenID Connect** und **Web Application**, dann **Next**.',
  name: 'Den Namen eingeben',
  name_label: 'Name (App integration name)',
  uri: 'Den Umleitungs-URI eingeben',
  uri_text:
    'Lassen Sie **Authorization Code** als Grant type stehen. Ersetzen Sie die Adresse unter **Sign-in redirect URIs**.',
  uri_label: 'Sign-in redirect URIs',
  assignments: 'Festlegen, wer sie benutzen darf',
  assignments_text:
    'Wählen Sie unter **Assignments** den Eintrag **Limit access to selected groups** und nennen Sie die Gruppen, oder lassen Sie alle zu.',
  save: 'Save wählen',
  save_text:
    'Okta öffnet die Registerkarte **General** der App. Lassen Sie sie offen: Der nächste Schritt braucht zwei Werte von dort.',
  values_title: 'Die Werte aus Okta eingeben',
  values_lead: 'Fügen Sie jeden Wert unverändert ein. Er wird bei Okta geprüft, sobald Sie das Feld verlassen.',
  values_next: 'Weiter zu den Ansprüchen',
  domain_label: 'Okta-Domain',
  domain_note: 'Oben rechts, unter Ihrem Namen. Auch eine Adresse der Admin Console ist brauchbar.',
  client_label: 'Client-ID',
  client_note: 'Auf der Registerkarte **General**, unter **Client Credentials**.',
  server_label: 'Autorisierungsserver',
  server_note: 'Nur für einen eigenen: seine ID, aus **Security** > **API**.',
  secret_title: 'Clientgeheimnis',
  secret_text: 'Okta hat es schon angelegt; Sie fügen es hier ein. Es läuft nicht ab, außer Sie legen ein Ende fest.',
  secret_copy: 'Das Geheimnis kopieren',
  secret_copy_text: 'Auf der Registerkarte **General**, unter **Client Credentials** > **CLIENT SECRETS**.',
  key_title: 'Öffentlicher Schlüssel',
  key_text: 'Er entsteht hier; Sie fügen seinen öffentlichen Teil in Okta ein. Der private Schlüssel bleibt hier.',
  key_choose: 'Die Art der Anmeldung der App wählen',
  key_choose_text: 'Wählen Sie unter **Client Credentials** **Edit**, dann **Public key / Private key**.',
  key_add: 'Den Schlüssel hinzufügen',
  key_add_text: 'Wählen Sie **Add key**, fügen Sie den JWK ein, der unten steht, dann **Done** und **Save**.',
  claims_title: 'Festlegen, was Okta sendet',
  claims_lead: 'Name und E-Mail-Adresse kommen von selbst. Für Gruppen ist eine Einstellung nötig.',
  claims_next: 'Weiter zum Zugang',
  groups: 'Den Anspruch für Gruppen hinzufügen',
  groups_text:
    'Wählen Sie auf der Registerkarte **Sign On** unter **OpenID Connect ID Token** **Edit**. Setzen Sie **Groups claim type** auf **Filter**, den Namen auf **groups** und **Matches regex** auf den Ausdruck unten: Er nimmt alle Gruppen.',
  groups_regex: 'Matches regex',
  groups_note: 'Okta sendet von einer Person höchstens 100 Gruppen. Sind es mehr, schränken Sie den Ausdruck ein.',
  access_title: 'Festlegen, wer hineinkommt',
  access_lead: 'Okta entscheidet, wer die App öffnen darf. Ihre Gruppen entscheiden, was diese Personen darin dürfen.',
  access_next: 'Weiter zum Test',
  assign: 'Personen und Gruppen zuweisen',
  assign_text:
    'Wählen Sie auf der Registerkarte **Assignments** **Assign**. Weisen Sie für den Test auch sich selbst zu.',
  username_label: 'Benutzername',
  scope_groups: 'Gruppen',
}

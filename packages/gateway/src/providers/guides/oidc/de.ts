/** Die Texte der Anleitung für jeden OpenID-Connect-Anbieter auf Deutsch; siehe en.ts. */
import type { OidcTexts } from './en.ts'

export const de: OidcTexts = {
  summary: 'Jeder Anbieter mit einer Discovery-Adresse: Keycloak, Ping, OneLogin, ADFS und andere',
  asking: 'Frage bei Ihrem Identitätsanbieter nach …',
  register_title: (vendor) => `${vendor} bei Ihrem Identitätsanbieter registrieren`,
  register_lead:
    'Legen Sie dort in einem anderen Fenster einen Client für OpenID Connect an. Beim Kopieren wird der Schritt abgehakt.',
  register_next: 'Weiter zu den Werten',
  register_open: 'Einen neuen Client anlegen',
  register_open_text:
    'Wählen Sie **OpenID Connect** und eine **Webanwendung** mit Clientgeheimnis (einen vertraulichen Client, „confidential“).',
  register_name: 'Den Namen eingeben',
  register_name_label: 'Name',
  register_uri: 'Den Umleitungs-URI eingeben',
  register_uri_label: 'Umleitungs-URI (Redirect URI)',
  register_flow: 'Den Authorization Code Flow erlauben',
  register_flow_text:
    'Lassen Sie **Implicit** und **Direct access grants** ausgeschaltet. Verwendet wird PKCE mit **S256**.',
  values_title: 'Die Werte des Clients eingeben',
  values_lead: 'Fügen Sie jeden Wert unverändert ein. Er wird geprüft, sobald Sie das Feld verlassen.',
  values_next: 'Weiter zu den Ansprüchen',
  discovery_label: 'Discovery-Adresse',
  discovery_note: 'Sie endet mit `/.well-known/openid-configuration`.',
  client_label: 'Client-ID',
  client_note: 'So, wie Ihr Identitätsanbieter sie anzeigt.',
  logout_page_label: 'Adresse nach der Abmeldung, optional',
  logout_page_note: 'Dorthin gelangen Personen nach der Abmeldung, wenn die Anwendung keine Adresse nennt.',
  secret_title: 'Clientgeheimnis',
  secret_text: 'Sie legen es dort an und fügen es hier ein. Jemand muss es erneuern, bevor es abläuft.',
  secret_copy: 'Das Clientgeheimnis kopieren',
  secret_copy_text: 'Es steht auf der Seite des Clients, oft unter **Credentials** (Anmeldedaten).',
  certificate_title: 'Zertifikat',
  certificate_text:
    'Es entsteht hier; Sie tragen seinen öffentlichen Teil dort ein (private_key_jwt). Der private Schlüssel bleibt hier.',
  certificate_download: 'Das Zertifikat herunterladen oder den Schlüssel als JWK kopieren',
  certificate_upload: 'Es beim Client eintragen',
  certificate_upload_text: 'Wählen Sie **Signed JWT** (private_key_jwt) als Art, wie der Client sich ausweist.',
  claims_title: 'Festlegen, was gesendet wird',
  claims_lead:
    'Die Ansprüche unten kommen mit den Scopes `openid profile email`. Für Gruppen brauchen die meisten Anbieter eine eigene Zuordnung.',
  claims_next: 'Weiter zum Zugang',
  claims_groups: 'Die Gruppen ins ID-Token aufnehmen',
  claims_groups_text: 'Fügen Sie einen Anspruch **groups** mit den Namen oder IDs der Gruppen einer Person hinzu.',
  access_title: 'Festlegen, wer hineinkommt',
  access_lead:
    'Ihr Identitätsanbieter entscheidet, wer die App öffnen darf. Ihre Gruppen entscheiden, was diese Personen darin dürfen.',
  access_next: 'Weiter zum Test',
  access_assign: 'Personen und Gruppen zuweisen',
  access_assign_text:
    'Wenn Ihr Identitätsanbieter eine Liste führt, wer einen Client benutzen darf, tragen Sie diese Personen dort ein. Für den Test auch sich selbst.',
  email_label: 'E-Mail',
  name_label: 'Name',
  given_name_label: 'Vorname',
  family_name_label: 'Nachname',
  username_label: 'Benutzername',
  groups_label: 'Gruppen',
  identifier_label: 'Kennung',
  identifier_note: 'Das Subject der Person. Es ändert sich nie.',
  scope_openid: 'Sagt, wer sich anmeldet',
  scope_profile: 'Name und Benutzername',
  scope_email: 'E-Mail-Adresse',
}

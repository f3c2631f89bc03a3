/**
 * The forms of connections in German. The names of menus, buttons and columns at an identity provider stay English, as in
 * the hints and the guides, because many administrators see its pages in English.
 */
import type { ConnectionForm, FormField } from './form.ts'

/** The texts of a form: of its ways by their ids, of its fields by their JSON pointers. */
export interface FormTexts {
  readonly ways: Readonly<Record<string, string>>
  readonly labels: Readonly<Record<string, string>>
  readonly hints: Readonly<Record<string, string>>
  readonly secret_hint: string
  readonly steps: readonly string[]
  readonly redirect_hint: string
}

const clientId = 'Client-ID'

const saml = (steps: readonly string[], redirect_hint: string): FormTexts => ({
  ways: { metadata_url: 'Metadatenadresse', metadata_xml: 'Metadatendatei', values: 'Einzelne Werte' },
  labels: {
    '/settings/metadata_url': 'Metadatenadresse',
    '/settings/metadata_xml': 'Metadaten (XML)',
    '/settings/idp_entity_id': 'Entitäts-ID des Identitätsanbieters',
    '/settings/sso_url': 'Anmeldeadresse',
    '/settings/certificates': 'Signaturzertifikate',
  },
  hints: { '/settings/metadata_url': 'Sie wird jeden Tag neu gelesen.' },
  secret_hint: '',
  steps,
  redirect_hint,
})

/** By the id of the provider. */
export const germanForms: Readonly<Record<string, FormTexts>> = {
  entra_oidc: {
    ways: { discovery: 'Discovery-Adresse', tenant: 'Verzeichnis-ID', endpoints: 'Beide v2-URLs' },
    labels: {
      '/settings/discovery_url': 'Discovery-Adresse',
      '/settings/tenant_id': 'Verzeichnis-ID (Mandant)',
      '/settings/allowed_tenants': 'IDs der Mandanten, die sich anmelden dürfen',
      '/settings/authorization_endpoint': 'OAuth-2.0-Autorisierungsendpunkt (v2)',
      '/settings/token_endpoint': 'OAuth-2.0-Tokenendpunkt (v2)',
      '/settings/client_id': 'Anwendungs-ID (Client)',
    },
    hints: {
      '/settings/discovery_url': 'Unter **Endpoints** die Zeile **OpenID Connect metadata document**.',
      '/settings/allowed_tenants':
        'Nur für eine Anwendung mehrerer Mandanten (`organizations` oder `common`). Ohne die Liste könnte sich jeder Entra-Mandant anmelden.',
    },
    secret_hint: 'Die Spalte **Value**, nicht die **Secret ID** daneben.',
    steps: [
      'Öffnen Sie im Entra Admin Center **Entra ID** › **App registrations** und dort Ihre Anwendung.',
      '**Overview** zeigt die **Application (client) ID**. **Endpoints**, oben, enthält das **OpenID Connect metadata document**: Das ist die Discovery-Adresse.',
      '**Certificates & secrets** › **New client secret**. Kopieren Sie die Spalte **Value**, bevor Sie die Seite verlassen.',
      '**Token configuration** › **Add optional claim** › **ID**: `email`, `family_name`, `given_name`.',
    ],
    redirect_hint: 'Wird als Umleitungs-URI mit der Plattform **Web** registriert.',
  },
  okta_oidc: {
    ways: { domain: 'Okta-Domain' },
    labels: { '/settings/okta_domain': 'Okta-Domain', '/settings/client_id': clientId },
    hints: {},
    secret_hint: 'Unter **General** › **Client Credentials**.',
    steps: [
      'Öffnen Sie die Okta Admin Console, **Applications** › **Create App Integration**: **OIDC**, **Web Application**.',
      'Die Okta-Domain steht oben rechts unter dem Namen, ohne `-admin`.',
      '**General** › **Client Credentials** enthält die Client-ID und das Geheimnis.',
    ],
    redirect_hint: 'Wird unter **Sign-in redirect URIs** eingetragen.',
  },
  google_oidc: {
    ways: { domains: 'Domänen' },
    labels: { '/settings/hosted_domains': 'Domänen des Google Workspace', '/settings/client_id': clientId },
    hints: {
      '/settings/hosted_domains': 'Durch Kommas getrennt. Nur Konten dieser Domänen dürfen sich anmelden.',
    },
    secret_hint: 'Wird einmal gezeigt, wenn der Client entsteht.',
    steps: [
      'Öffnen Sie die Google Cloud Console, **Google Auth Platform** › **Clients** › **Create client**: **Web application**.',
      'Die Seite des Clients zeigt seine Client-ID und sein Geheimnis.',
    ],
    redirect_hint: 'Wird unter **Authorized redirect URIs** eingetragen.',
  },
  oidc: {
    ways: { discovery: 'Konfigurations-URL' },
    labels: { '/settings/discovery_url': 'Konfigurations-URL', '/settings/client_id': clientId },
    hints: { '/settings/discovery_url': 'Sie endet meist auf `/.well-known/openid-configuration`.' },
    secret_hint: 'Wie der Identitätsanbieter es zeigt.',
    steps: [
      'Legen Sie beim Identitätsanbieter einen vertraulichen Client mit Authorization Code Flow an.',
      'Registrieren Sie den Umleitungs-URI. Die Client-ID und das Geheimnis gehören zu diesem Client.',
      'Die Konfigurations-URL steht in den Unterlagen des Identitätsanbieters, oft als **OpenID configuration** oder **well-known**.',
    ],
    redirect_hint: 'Wird genau so registriert. Jedes Zeichen zählt, auch der Schrägstrich am Ende.',
  },
  entra_saml: saml(
    [
      'Öffnen Sie im Entra Admin Center **Enterprise apps** › **New application** › **Create your own application**: **Non-gallery**.',
      '**Single sign-on** › **SAML** › **Basic SAML Configuration**: Tragen Sie **Identifier (Entity ID)** und **Reply URL (Assertion Consumer Service URL)** ein.',
      'Unter **SAML Certificates** steht die **App Federation Metadata Url**: Kopieren Sie sie in das Formular.',
      '**Attributes & Claims** › **Add a group claim**: **Groups assigned to the application**. Weisen Sie unter **Users and groups** zu, wer sich anmelden darf.',
    ],
    'Wird als **Reply URL (Assertion Consumer Service URL)** eingetragen.',
  ),
  okta_saml: saml(
    [
      'Öffnen Sie die Okta Admin Console, **Applications** › **Create App Integration**: **SAML 2.0**.',
      'Tragen Sie **Single sign-on URL** und **Audience URI (SP Entity ID)** ein.',
      '**Attribute Statements**: `id` = `user.id`, `email` = `user.email`, `firstName` = `user.firstName`, `lastName` = `user.lastName`. **Group Attribute Statements**: `groups`, **Matches regex** `.*`.',
      'Unter **Sign On** › **SAML Signing Certificates** › **View IdP metadata** steht die Metadatenadresse. Weisen Sie unter **Assignments** zu, wer sich anmelden darf.',
    ],
    'Wird als **Single sign-on URL** eingetragen.',
  ),
  google_saml: saml(
    [
      'Öffnen Sie die Google-Admin-Konsole, **Apps** › **Web and mobile apps** › **Add app** › **Add custom SAML app**.',
      'Wählen Sie **Download metadata** und fügen Sie die Datei hier ein: Google hat keine Adresse dafür.',
      'Tragen Sie **ACS URL** und **Entity ID** ein und wählen Sie **EMAIL** als **Name ID format**.',
      '**Attributes**: Ordnen Sie **Primary email** `email` zu, **First name** `firstName` und **Last name** `lastName`. Schalten Sie die App unter **User access** ein.',
    ],
    'Wird als **ACS URL** eingetragen.',
  ),
  saml: saml(
    [
      'Legen Sie beim Identitätsanbieter eine neue SAML-Anwendung an.',
      'Tragen Sie unsere Entitäts-ID und unsere Assertion Consumer Service URL ein, oder laden Sie unsere Metadaten.',
      'Signieren Sie die Assertion oder die Response mit RSA-SHA256, und senden Sie eine dauerhafte NameID.',
      'Senden Sie `email`, `firstName`, `lastName` und `groups`, und weisen Sie zu, wer sich anmelden darf.',
    ],
    'Wird als Assertion Consumer Service URL (ACS) eingetragen.',
  ),
}

/** @param texts of the form; without them it stays as it is */
export function formWith(form: ConnectionForm, texts: FormTexts | undefined): ConnectionForm {
  if (texts === undefined) return form
  const field = (one: FormField): FormField => ({
    ...one,
    label: texts.labels[one.param] ?? one.label,
    hint: texts.hints[one.param] ?? one.hint,
  })
  return {
    ...form,
    ways: form.ways.map((way) => ({
      ...way,
      label: texts.ways[way.id] ?? way.label,
      fields: way.fields.map(field),
    })),
    client_id: form.client_id && field(form.client_id),
    client_secret: form.client_secret && { label: 'Clientgeheimnis', hint: texts.secret_hint },
    steps: [...texts.steps],
    redirect_hint: texts.redirect_hint,
  }
}

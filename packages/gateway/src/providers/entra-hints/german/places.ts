/**
 * The pages that hints name, for a reader of German. Menus of the admin center stand in English as in the guides, and the
 * page itself has its German name in brackets.
 */
import type { PlaceName } from '../places.ts'

const registrations = 'Entra ID > App registrations > Ihre App'
const enterprise = 'Entra ID > Enterprise apps > Ihre App'

export const germanMenus: Readonly<Record<PlaceName, string>> = {
  overview: `${registrations} > Overview (Übersicht)`,
  redirect_uris: `${registrations} > Authentication (Authentifizierung) > Web > Redirect URIs (Umleitungs-URIs)`,
  authentication: `${registrations} > Authentication (Authentifizierung)`,
  public_client: `${registrations} > Authentication (Authentifizierung) > Settings (Einstellungen) > Allow public client flows`,
  public_redirects: `${registrations} > Authentication (Authentifizierung) > Mobile and desktop applications`,
  expose_api: 'Entra ID > App registrations > die API > Expose an API (Eine API verfügbar machen)',
  secrets: `${registrations} > Certificates & secrets (Zertifikate & Geheimnisse)`,
  permissions: `${registrations} > API permissions (API-Berechtigungen)`,
  token_configuration: `${registrations} > Token configuration (Tokenkonfiguration)`,
  manifest: `${registrations} > Manifest`,
  app_users: `${enterprise} > Users and groups (Benutzer und Gruppen)`,
  app_properties: `${enterprise} > Properties (Eigenschaften)`,
  saml_settings: `${enterprise} > Single sign-on (Einmaliges Anmelden)`,
  app_permissions: `${enterprise} > Permissions (Berechtigungen)`,
  users: 'Entra ID > Users (Benutzer)',
  sign_in_logs:
    'Entra ID > Monitoring & health > Sign-in logs (Anmeldeprotokolle) > der Eintrag > Conditional Access (Bedingter Zugriff)',
  external: 'Entra ID > External Identities (Externe Identitäten) > Cross-tenant access settings',
  consent_requests: 'Entra ID > Enterprise apps > Admin consent requests',
  sign_in_page: 'die Anmeldeseite',
  connection: 'die Einstellungen der Verbindung in Gatehouse',
  gateway: 'der Rechner des Gateways',
  terminal: 'die Optionen des Befehls',
  microsoft: 'Microsoft',
}

/** Die Texte der Google-Anleitung auf Deutsch; siehe en.ts. */
import type { GoogleTexts } from './en.ts'

export const de: GoogleTexts = {
  summary: 'Konten von Google Workspace',
  asking: 'Frage bei Google nach …',
  register_title: (vendor) => `${vendor} bei Google registrieren`,
  register_lead:
    'Vier Handgriffe in der Google-Cloud-Konsole, in einem anderen Fenster. Beim Kopieren wird der Schritt abgehakt.',
  register_next: 'Weiter zu den Werten',
  open_console: 'Google-Cloud-Konsole öffnen',
  audience: 'Andere Konten fernhalten',
  audience_text:
    'Wählen oder erstellen Sie ein Projekt Ihrer Organisation. Setzen Sie auf der Seite **Audience** (Zielgruppe) den **User type** (Nutzertyp) auf **Internal** (Intern): Dann können sich nur Ihre eigenen Konten anmelden.',
  open: 'Das Formular für einen neuen Client öffnen',
  open_text:
    'Wählen Sie **Create client** (Client erstellen), dann den Anwendungstyp **Web application** (Webanwendung).',
  name: 'Den Namen eingeben',
  name_label: 'Name',
  uri: 'Den Umleitungs-URI eingeben, dann Create (Erstellen) wählen',
  uri_text:
    'Wählen Sie unter **Authorized redirect URIs** (Autorisierte Weiterleitungs-URIs) **Add URI** (URI hinzufügen). Lassen Sie **Authorized JavaScript origins** leer.',
  uri_label: 'Authorized redirect URIs',
  values_title: 'Die Werte von Google eingeben',
  values_lead: 'Fügen Sie jeden Wert unverändert ein. Er wird geprüft, sobald Sie das Feld verlassen.',
  values_next: 'Weiter zu den Ansprüchen',
  client_label: 'Client-ID',
  client_note: 'Sie endet mit .apps.googleusercontent.com.',
  domains_label: 'Domains Ihres Google Workspace',
  domains_note: 'Nur Konten dieser Domains werden angenommen. Trennen Sie mehrere mit Kommas.',
  secret_title: 'Clientgeheimnis',
  secret_text: 'Google zeigt es einmal, wenn der Client erstellt wird; Sie fügen es hier ein. Es läuft nicht ab.',
  secret_copy: 'Das Clientgeheimnis kopieren',
  secret_copy_text:
    'Google zeigt es nur, wenn Sie **Create** (Erstellen) wählen. Später legen Sie mit **Add secret** (Secret hinzufügen) ein weiteres an.',
  claims_title: 'Ansehen, was Google sendet',
  claims_lead:
    'Name, E-Mail-Adresse und Bild kommen von selbst. Google sendet keine Gruppen, deshalb bekommen alle die Standardrolle.',
  claims_next: 'Weiter zum Zugang',
  access_title: 'Festlegen, wer hineinkommt',
  access_lead: 'Mit dem Nutzertyp Internal (Intern) kommen alle aus Ihrem Google Workspace hinein.',
  access_next: 'Weiter zum Test',
  restrict: 'Nur einige Personen hereinlassen',
  restrict_text:
    'In der Admin-Konsole legt **API controls** (API-Steuerung) für jede Organisationseinheit fest, ob der App vertraut wird. Überspringen Sie das, um alle hereinzulassen.',
}

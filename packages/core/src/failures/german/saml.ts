import type { samlFailures } from '../saml.ts'
import { type FailureTexts, text } from './text.ts'

const values =
  'Vergleichen Sie die Werte der Verbindung mit denen beim Identitätsanbieter; `expected` und `received` unterscheiden sich.'
const clocks =
  'Der Betreiber prüft die Uhr dieses Servers und die Administration die des Identitätsanbieters: Sie dürfen um 120 Sekunden ' +
  'abweichen.'
const again = 'Beginnen Sie noch einmal bei der Anwendung.'
const entraBasic = 'Single sign-on > Basic SAML Configuration'

/** German texts of ../saml.ts. */
export const samlTexts: FailureTexts<typeof samlFailures> = {
  saml_unavailable: text(
    'SAML ist abgeschaltet, weil sein XML-Parser die Selbstprüfung nicht bestanden hat',
    'Das Protokoll des Starts nennt die Prüfung. Installieren Sie genau diese Version von Gatehouse neu und führen Sie ' +
      '`gatehouse doctor` aus.',
  ),
  saml_message_missing: text(
    'Die Adresse erwartet eine SAML-Nachricht und hat keine bekommen',
    'Beginnen Sie bei der Anwendung, die Sie öffnen möchten. Diese Adresse lässt sich nicht direkt öffnen.',
  ),
  saml_message_too_large: text(
    'Die SAML-Nachricht ist zu groß',
    'Eine Nachricht darf 256 KiB haben. Senden Sie beim Identitätsanbieter nur die Gruppen, die der Anwendung zugewiesen sind.',
  ),
  saml_encoding_invalid: text(
    'Die SAML-Nachricht lässt sich nicht dekodieren',
    'Sie muss strenges base64 von XML in UTF-8 sein, ohne Bytereihenfolge-Marke. `received` sagt, wo sie abweicht.',
  ),
  saml_xml_forbidden: text(
    'Die SAML-Nachricht hat XML, das nicht erlaubt ist',
    'Dokumenttypen, Entitäten, Kommentare, CDATA und Verarbeitungsanweisungen werden abgelehnt, ebenso sehr tiefe oder ' +
      'breite Nachrichten. `received` nennt die Stelle.',
  ),
  saml_xml_malformed: text(
    'Die SAML-Nachricht ist kein wohlgeformtes XML',
    'Versuchen Sie es noch einmal. Bleibt der Fehler, ist die Nachricht beschädigt oder gefälscht: Geben Sie die Referenz ' +
      'an die Betreiber dieses Dienstes weiter.',
  ),
  saml_structure_invalid: text(
    'Die SAML-Nachricht ist nicht so gebaut, wie der Standard es verlangt',
    'Die Nachricht muss von der Version 2.0 sein, und jede ID darf einmal vorkommen. Eine Response hat genau eine ' +
      'Assertion. `received` nennt die Stelle.',
  ),
  saml_unsigned: text(
    'Die SAML-Nachricht ist nicht signiert',
    'Signieren Sie beim Identitätsanbieter die Assertion, die Response oder beide, und auch Abmeldeanfragen. In Entra: ' +
      'Single sign-on > SAML Certificates > Signing Option.',
  ),
  saml_signature_refused: text(
    'Die Signatur der SAML-Nachricht ist von einer Art, die nicht angenommen wird',
    'Verwenden Sie RSA-SHA256 mit exklusiver Kanonisierung, einer Referenz auf das signierte Element und einem Schlüssel ab ' +
      '2048 Bit. `received` nennt die Stelle.',
  ),
  saml_sha1_refused: text(
    'Die SAML-Nachricht ist mit SHA-1 oder mit einem kurzen Schlüssel signiert',
    'Wählen Sie beim Identitätsanbieter SHA-256 und einen Schlüssel mit 2048 Bit. In Entra: Single sign-on > SAML ' +
      'Certificates > Signing Algorithm. Bis dahin kann die Verbindung es bis zu einem Tag annehmen (`sha1_until`).',
  ),
  saml_signature_invalid: text(
    'Kein Zertifikat der Verbindung passt zur Signatur der SAML-Nachricht',
    'Vielleicht signiert der Identitätsanbieter mit einem neuen Zertifikat. Vergleichen Sie die Fingerabdrücke: Geben Sie die ' +
      'Adresse der Metadaten im Einrichtungsportal oder in der Konsole neu ein, oder fügen Sie das Zertifikat dort hinzu. Ein ' +
      'anderer Digest heißt, dass die Nachricht unterwegs verändert wurde.',
  ),
  saml_certificate_expired: text(
    'Das Zertifikat, das die SAML-Nachricht signiert hat, gilt jetzt nicht',
    'Aktivieren Sie beim Identitätsanbieter ein neues Zertifikat und lesen Sie seine Metadaten neu ein. Die Verbindung lehnt ' +
      'abgelaufene ab (`enforce_certificate_expiry`).',
  ),
  saml_decryption_failed: text(
    'Die verschlüsselte Assertion lässt sich nicht lesen',
    'Prüfen Sie, für welches Zertifikat der Identitätsanbieter verschlüsselt: Es muss in den Metadaten dieser Verbindung ' +
      'stehen. Verwenden Sie AES-GCM, oder signieren Sie die Assertion, bevor sie verschlüsselt wird.',
  ),
  saml_issuer_mismatch: text(
    'Die SAML-Nachricht kommt von einem anderen Identitätsanbieter',
    `${values} In Entra ist es „Microsoft Entra Identifier“.`,
  ),
  saml_destination_mismatch: text(
    'Die SAML-Nachricht ist für eine andere Adresse bestimmt',
    `${values} In Entra: ${entraBasic} > Reply URL, und Logout Url beim Abmelden. In Okta: General > SAML Settings > Edit > ` +
      'Single sign-on URL. In Google: Service provider details > ACS URL.',
  ),
  saml_confirmation_invalid: text(
    'Die Assertion darf hier nicht oder nicht mehr verwendet werden',
    `${values} Die Assertion braucht eine Bearer-Bestätigung für diese Adresse, die nicht abgelaufen ist.`,
  ),
  saml_audience_mismatch: text(
    'Die Assertion ist für eine andere Anwendung bestimmt',
    `${values} In Entra: ${entraBasic} > Identifier (Entity ID). In Okta: General > SAML Settings > Edit > Audience URI ` +
      '(SP Entity ID). In Google: Service provider details > Entity ID.',
  ),
  saml_conditions_invalid: text(
    'Die Bedingungen der Assertion fehlen oder sind unbekannt',
    'Die Assertion braucht Conditions mit NotOnOrAfter und einer AudienceRestriction und keine Bedingung, die nicht zu SAML ' +
      '2.0 gehört. `received` nennt die Stelle.',
  ),
  saml_expired: text(
    'Die SAML-Nachricht ist abgelaufen',
    `Versuchen Sie es noch einmal. Bleibt der Fehler, geht vielleicht eine Uhr falsch. ${clocks}`,
  ),
  saml_not_yet_valid: text(
    'Die SAML-Nachricht gilt noch nicht',
    `Eine Uhr geht falsch. ${clocks} \`expected\` ist die Zeit dieses Servers.`,
  ),
  saml_in_response_to_mismatch: text('Die SAML-Antwort gehört zu einer anderen Anfrage', again),
  saml_unsolicited: text(
    'Der Identitätsanbieter hat die Anmeldung von sich aus begonnen',
    'Beginnen Sie bei der Anwendung, die Sie öffnen möchten. Damit eine Kachel funktioniert, trägt die Administration ihre ' +
      `Anmelde-URL ein oder erlaubt Kacheln in der Verbindung (\`idp_initiated\`). In Entra: ${entraBasic} > Sign on URL.`,
  ),
  saml_replayed: text('Diese SAML-Nachricht wurde schon einmal verwendet', again),
  saml_attribute_duplicated: text(
    'Die Assertion hat ein Attribut zweimal',
    'Entfernen Sie beim Identitätsanbieter eine der beiden Regeln. In Entra: Single sign-on > Attributes & Claims. `received` ' +
      'nennt das Attribut.',
  ),
  saml_name_id_missing: text(
    'Die Assertion nennt die Person nicht so, dass es dauerhaft gilt',
    'Senden Sie eine NameID im Format `persistent` oder das Attribut, das die Verbindung erwartet (`subject_attribute`). In Entra: ' +
      'Single sign-on > Attributes & Claims > „Unique User Identifier“. In Okta: Attribute Statements, `id` = `user.id`.',
  ),
  saml_metadata_changed: text(
    'Die Metadaten des Identitätsanbieters nennen andere Adressen als die Verbindung',
    'Ist der Identitätsanbieter umgezogen, tragen Sie seine Metadatenadresse neu ein und testen Sie die Verbindung. Bis dahin ' +
      'gehen Anmeldungen weiter wie bisher.',
  ),
  saml_certificates_changed: text(
    'Die Metadaten des Identitätsanbieters haben ein neues Zertifikat',
    'Tragen Sie seine Metadatenadresse neu ein, testen Sie die Verbindung und aktivieren Sie sie, bevor der ' +
      'Identitätsanbieter mit dem neuen Zertifikat signiert.',
  ),
  saml_sha1_allowed: text(
    'Die Verbindung nimmt Signaturen mit SHA-1 oder einem kurzen Schlüssel an',
    'Wählen Sie beim Identitätsanbieter SHA-256 und einen Schlüssel mit 2048 Bit. Entfernen Sie dann `sha1_until` aus den ' +
      'Einstellungen. `received` ist der Tag, an dem es endet.',
  ),
  saml_certificate_expiring: text(
    'Das Signaturzertifikat des Identitätsanbieters läuft ab',
    'Erzeugen Sie beim Identitätsanbieter ein neues Zertifikat, lesen Sie seine Metadaten neu ein, und aktivieren Sie erst ' +
      'dann das neue. In Entra: Single sign-on > SAML Certificates.',
  ),
  saml_certificate_superseded: text(
    'Ein Signaturzertifikat des Identitätsanbieters läuft ab, und die Verbindung hat ein neueres',
    'Aktivieren Sie beim Identitätsanbieter das neuere Zertifikat, bevor das ältere abläuft. In Entra: Single sign-on > SAML ' +
      'Certificates.',
  ),
  saml_metadata_of_tenant: text(
    'Die Metadatenadresse nennt keine Anwendung',
    'Ohne `appid` liefert die Adresse die Zertifikate des Verzeichnisses, die keine Assertion signieren. Tragen Sie die ganze ' +
      'Adresse ein. In Entra: Single sign-on > SAML Certificates > App Federation Metadata Url.',
  ),
  saml_metadata_invalid: text(
    'Die Metadaten des Identitätsanbieters sind nicht brauchbar',
    'Öffnen Sie die Adresse im Browser: Sie muss XML zeigen, ohne Anmeldung. In Entra ist es Single sign-on > SAML ' +
      'Certificates > App Federation Metadata Url, in Okta Sign On > SAML Signing Certificates > Actions > View IdP metadata. ' +
      '`received` nennt die Stelle.',
  ),
}

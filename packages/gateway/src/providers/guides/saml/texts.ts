/** The texts of the SAML guides in one language. The words of an identity provider's own pages are `**strong**`. */
export interface SamlTexts {
  readonly summary: string
  readonly asking: string
  readonly register_title: (vendor: string) => string
  readonly register_lead: string
  readonly register_next: string
  readonly values_title: string
  readonly values_lead: string
  readonly values_next: string
  readonly claims_title: string
  readonly claims_lead: string
  readonly claims_next: string
  readonly access_title: string
  readonly access_lead: string
  readonly access_next: string
  /** The actions at the identity provider by their ids: a title, and a sentence about it. */
  readonly actions: Readonly<Record<string, readonly [title: string, text: string | null]>>
}

/** The texts that all kinds share. */
export interface SharedSamlTexts {
  readonly company: string
  readonly name_label: string
  readonly metadata_url_label: string
  readonly metadata_url_note: string
  readonly metadata_label: string
  readonly metadata_note: string
  readonly entity_label: string
  readonly entity_note: string
  readonly sso_label: string
  readonly sso_note: string
  readonly certificates_label: string
  readonly certificates_note: string
  readonly logout_page_label: string
  readonly logout_page_note: string
  readonly certificate_title: string
  readonly certificate_text: string
  readonly certificate_upload: string
  readonly certificate_upload_text: string
  readonly identifier_label: string
  readonly identifier_note: string
  readonly email_label: string
  readonly display_name_label: string
  readonly given_name_label: string
  readonly family_name_label: string
  readonly username_label: string
  readonly groups_label: string
}

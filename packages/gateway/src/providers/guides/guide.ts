/**
 * The parts of a guide. A guide is the set-up of one kind of identity provider, step by step, in one language and with
 * the values of a connection filled in. Its structure stands in one file, and its texts in a file for each language.
 */
import type {
  CopyValue,
  Drawing,
  GuideAction,
  GuideCredential,
  GuideField,
  GuideStep,
  SetupGuide,
} from '@gatehouse-sso/sdk/contract/setup-guide'
import type { Language } from '@gatehouse-sso/sdk/contract/setup-intents'

/** The values of a connection that a guide shows to copy. */
export interface GuideValues {
  readonly application_name: string
  readonly vendor: string
  readonly redirect_uri: string
  readonly consent_redirect_uri: string | null
  readonly frontchannel_logout_uri: string | null
  readonly settings: Readonly<Record<string, unknown>>
  /** Our side of a SAML connection; `null` for OpenID Connect. */
  readonly saml: {
    readonly sp_entity_id: string
    readonly slo_url: string
    readonly metadata_url: string
  } | null
  readonly federation: { readonly issuer: string; readonly subject: string; readonly audience: string } | null
}

/** A guide, apart from what the domain adds. */
export type ProviderGuide = Omit<SetupGuide, 'object' | 'type' | 'name' | 'language' | 'security'> & {
  readonly security: Omit<SetupGuide['security'], 'kept'>
}

export type WriteGuide = (language: Language, values: GuideValues) => ProviderGuide

/** An action with the parts that it has. */
export function action(id: string, title: string, parts: Partial<Omit<GuideAction, 'id' | 'title'>> = {}): GuideAction {
  return { id, title, text: null, path: null, old_path: null, copy: [], link: null, note: null, ...parts }
}

export function step(
  id: GuideStep['id'],
  parts: Omit<GuideStep, 'id' | 'actions' | 'drawing' | 'code'> & Partial<GuideStep>,
): GuideStep {
  return { actions: [], drawing: null, code: [], ...parts, id }
}

/** A value in which each character counts. */
export function code(label: string, value: string, note: string | null = null): CopyValue {
  return { label, value, is_code: true, note }
}

export function words(label: string, value: string, note: string | null = null): CopyValue {
  return { label, value, is_code: false, note }
}

/** A field in which a value is pasted. @param instead the group of fields that it is an alternative to */
export function field(
  name: string,
  kind: GuideField['kind'],
  label: string,
  note: string,
  asking: string,
  { needed = true, instead = null }: Partial<Pick<GuideField, 'needed' | 'instead'>> = {},
): GuideField {
  return { param: `/settings/${name}`, kind, label, note, needed, instead, asking }
}

/** The page to which people are led after signing out. It belongs to the policy of the connection. */
export function logoutPageField(label: string, note: string, asking: string): GuideField {
  return { param: '/policy/logout_page_url', kind: 'url', label, note, needed: false, instead: null, asking }
}

/** The scopes that every guide names, with what each is for. */
export function usualScopes(t: {
  readonly scope_openid: string
  readonly scope_profile: string
  readonly scope_email: string
}): SetupGuide['security']['scopes'] {
  return [
    { scope: 'openid', why: t.scope_openid },
    { scope: 'profile', why: t.scope_profile },
    { scope: 'email', why: t.scope_email },
  ]
}

/** A client secret that is only copied: the identity provider has made it with the client. */
export function copiedSecret(t: {
  readonly secret_title: string
  readonly secret_text: string
  readonly secret_copy: string
  readonly secret_copy_text: string
}): GuideCredential {
  return {
    type: 'client_secret',
    title: t.secret_title,
    text: t.secret_text,
    recommended: true,
    actions: [action('copy_secret', t.secret_copy, { text: t.secret_copy_text })],
    drawing: null,
    validity: [],
  }
}

type Part = Drawing['parts'][number]

/** The parts of a drawing. `mark` is the number of the action that a part belongs to. */
export const draw = {
  crumb: (text: string): Part => ({ kind: 'crumb', text }),
  heading: (text: string, mark: number | null = null): Part => ({ kind: 'heading', text, mark }),
  label: (text: string, mark: number | null = null): Part => ({ kind: 'label', text, mark }),
  input: (text: string, mark: number | null = null, before: string | null = null): Part => ({
    kind: 'input',
    text,
    before,
    mark,
  }),
  choice: (text: string, chosen: boolean, mark: number | null = null): Part => ({ kind: 'choice', text, chosen, mark }),
  row: (label: string, value: string | null, mark: number | null = null): Part => ({ kind: 'row', label, value, mark }),
  bars: (...widths: number[]): Part => ({ kind: 'bars', widths }),
  line: (): Part => ({ kind: 'line' }),
  button: (text: string, mark: number | null = null): Part => ({ kind: 'button', text, mark }),
}

/** The menu at the left of a drawing: grey bars, but for one item. */
export function menu(current: string, mark: number | null, before: number, after: number): Drawing['menu'] {
  const bar = { text: null, current: false, mark: null }
  return [...Array(before).fill(bar), { text: current, current: true, mark }, ...Array(after).fill(bar)]
}

/** The end of an address, which is what people compare. */
export function shortened(address: string, length = 26): string {
  if (address.length <= length) return address
  const head = Math.ceil(length / 2)
  return `${address.slice(0, head)}…${address.slice(head - length + 1)}`
}

/** A word of a POSIX shell. Nothing in it is expanded. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

/** A string of HCL. Nothing in it is a template. */
export function hclString(text: string): string {
  return JSON.stringify(text).replace(/[$%](?=\{)/g, (sign) => `${sign}${sign}`)
}

/** The hits of the palette: an id that was pasted, or what begins with the text, then pages and acts. */
import {
  type Icon,
  IconBuilding,
  IconLayoutGridAdd,
  IconLogin2,
  IconPlugConnected,
  IconPlus,
  IconSearch,
  IconUser,
} from '@tabler/icons-react'
import { type ConnectionSummary, mainConnection } from '../connection-state.tsx'
import { useRead } from '../data/reading.ts'
import { useMay } from '../data/session.tsx'
import { idPrefix, pathOfId, paths } from '../routes.ts'
import { shownState } from '../state-tones.ts'
import { shellTexts, stateTexts } from '../texts/texts.ts'
import { navigationItems, settingsItem } from './navigation-items.ts'

export interface Hit {
  readonly id: string
  readonly icon: Icon
  readonly text: string
  /** Beside the text, paler. */
  readonly more?: string
  /** At the right. */
  readonly end?: string
  readonly to: string
}

export interface HitGroup {
  readonly name: string
  readonly hits: readonly Hit[]
}

const t = shellTexts.palette
const fits = (name: string, text: string): boolean => name.toLowerCase().includes(text.toLowerCase())

function stateOf(connection: ConnectionSummary | undefined): string {
  const t = stateTexts.connection
  return connection ? t[shownState(connection.state, connection.health.state)] : t.none
}

const few = 5
const isEmail = (text: string): boolean => /^[^@\s]+@[^@\s]+$/.test(text)

/**
 * @param text a moment after the last key
 * @param isOpen asks nothing while the palette is closed
 */
export function useHits(text: string, isOpen: boolean): readonly HitGroup[] {
  const asked = isOpen && text.length >= 2 && idPrefix(text) === null
  const mayCreate = useMay('organizations:write')
  const { data: organizations } = useRead(
    ['palette', 'organizations', text],
    (api, options) => api.overview.listOrganizations({ search: text, limit: few }, options),
    { isEnabled: asked && !isEmail(text), keepsLast: true },
  )
  const { data: users } = useRead(
    ['palette', 'users', text],
    (api, options) => api.users.list({ email: text, limit: few }, options),
    { isEnabled: asked && isEmail(text) },
  )
  const { data: applications } = useRead(
    ['palette', 'applications'],
    (api, options) => api.applications.list({ limit: 100 }, options),
    { isEnabled: asked },
  )
  const prefix = idPrefix(text)
  if (prefix !== null) {
    const hit = { id: text, icon: IconSearch, text, more: t.kinds[prefix] ?? '', to: pathOfId(text) ?? '/' }
    return [{ name: t.pasted, hits: [hit] }]
  }
  const found = asked && !isEmail(text) ? (organizations?.data ?? []) : []
  const pages = [...navigationItems, settingsItem].filter(({ name }) => fits(shellTexts.pages[name], text))
  const groups: HitGroup[] = [
    {
      name: t.organizations,
      hits: found.map(({ id, name, domains, connections }) => ({
        id,
        icon: IconBuilding,
        text: name,
        more: domains[0] ?? '',
        end: stateOf(mainConnection(connections)),
        to: paths.organization(id),
      })),
    },
    {
      name: t.users,
      hits: (asked ? (users?.data ?? []) : []).map(({ id, name, email }) => ({
        id,
        icon: IconUser,
        text: email ?? id,
        more: name ?? '',
        to: paths.user(id),
      })),
    },
    {
      name: t.applications,
      hits: (asked ? (applications?.data ?? []) : [])
        .filter(({ name }) => fits(name, text))
        .slice(0, few)
        .map(({ id, name, client_id }) => ({
          id,
          icon: IconLayoutGridAdd,
          text: name,
          more: client_id,
          to: paths.application(id),
        })),
    },
    {
      name: t.goTo,
      hits: [
        ...pages.map(({ name, icon, to, key }) => ({
          id: `page-${name}`,
          icon,
          text: shellTexts.pages[name],
          end: `G ${key.toUpperCase()}`,
          to,
        })),
        ...found.slice(0, 2).flatMap(({ id, name, connections }) =>
          connections.slice(0, 1).map((connection) => ({
            id: connection.id,
            icon: IconPlugConnected,
            text: t.connectionOf(name),
            more: connection.name,
            to: paths.connection(id, connection.id),
          })),
        ),
      ],
    },
    { name: t.act, hits: actsFor(text, mayCreate) },
  ]
  return groups.filter(({ hits }) => hits.length > 0)
}

/** The filter of sign-ins that a pasted reference belongs to: a correlation id, a request or a code of a failure. */
function referenceOf(text: string): Readonly<Record<string, string>> | null {
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return { correlation_id: text }
  if (/^req_\w+$/.test(text)) return { request_id: text }
  return null
}

function actsFor(text: string, mayCreate: boolean): readonly Hit[] {
  const create = { id: 'create-organization', icon: IconPlus, to: paths.organizations({ create: text || '1' }) }
  const failed = { id: 'failed', icon: IconLogin2, text: t.failedSignIns, to: paths.signIns({ state: 'failed' }) }
  if (isEmail(text)) {
    return [{ id: 'sign-ins-of', icon: IconLogin2, text: t.signInsOf(text), to: paths.signIns({ email: text }) }]
  }
  const asked = referenceOf(text)
  if (asked) {
    const to = paths.signIns(asked)
    return [{ id: 'sign-ins-with', icon: IconLogin2, text: t.signInsWith(text), to }]
  }
  const isNamed = text !== '' && !fits(t.createOrganization, text)
  return [
    ...(text === '' || fits(t.failedSignIns, text) ? [failed] : []),
    ...(mayCreate
      ? [
          {
            ...create,
            to: isNamed ? create.to : paths.organizations({ create: '1' }),
            text: isNamed ? t.createNamed(text) : t.createOrganization,
          },
        ]
      : []),
  ]
}

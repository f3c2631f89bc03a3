/** The state of the canned gateway, and the ways to read and change it. */
import type {
  Application,
  Branding,
  Connection,
  ConsoleSession,
  Event,
  Group,
  Organization,
  OrganizationSummary,
  Overview,
  Role,
  SetupLink,
  SignIn,
} from '@gatehouse-sso/sdk/browser'
import { type Asked, Refused } from '../../canned/answers.ts'
import * as vendor from './console.ts'
import * as customers from './organizations.ts'
import * as history from './sign-ins.ts'
import { type WorkState, workState } from './work.ts'

export interface World {
  session: ConsoleSession
  branding: Branding
  overview: Overview
  summaries: OrganizationSummary[]
  organizations: Organization[]
  connections: Connection[]
  applications: Application[]
  roles: Role[]
  groups: Group[]
  setupLinks: SetupLink[]
  signIns: SignIn[]
  events: Event[]
  work: WorkState
  /** Every call answers that the session has ended. */
  isOver: boolean
}

export const world = (changes: Partial<World> = {}): World =>
  structuredClone({
    session: vendor.sessionOf(),
    branding: vendor.branding,
    overview: history.overview,
    summaries: [...customers.summaries],
    organizations: [...customers.organizations],
    connections: [...customers.connections],
    applications: [...vendor.applications],
    roles: [...vendor.roles],
    groups: [...vendor.groups],
    setupLinks: [...vendor.setupLinks],
    signIns: [...history.signIns],
    events: [...vendor.events],
    work: workState(),
    isOver: false,
    ...changes,
  })

export type Answer = (world: World, asked: Asked) => unknown

/** One page of a list, by the cursors of the query. */
export function listOf<T extends { readonly id: string }>(all: readonly T[], { query }: Asked): object {
  const limit = Number(query.get('limit') ?? 10)
  const [after, before] = [query.get('after'), query.get('before')]
  const end = before === null ? -1 : all.findIndex(({ id }) => id === before)
  const start = after !== null ? all.findIndex(({ id }) => id === after) + 1 : Math.max(0, end - limit)
  const data = all.slice(start, end >= 0 ? end : start + limit)
  return {
    object: 'list',
    data,
    list_metadata: {
      before: start > 0 ? (data[0]?.id ?? null) : null,
      after: start + data.length < all.length ? (data.at(-1)?.id ?? null) : null,
    },
  }
}

export function found<T extends { readonly id: string }>(all: readonly T[], id: string | undefined): T {
  const one = all.find((other) => other.id === id)
  if (!one) throw new Refused(404, 'resource_missing', 'No resource has this id.')
  return one
}

/** Replaces a resource in its list. */
export function put<T extends { readonly id: string }>(all: T[], id: string | undefined, changes: Partial<T>): T {
  const next = { ...found(all, id), ...changes }
  all[all.findIndex((one) => one.id === id)] = next
  return next
}

/**
 * A page of the admin center is a blade: a function of the directory, with the forms on it.
 *
 *   GET   show(call)                                                       --> the page
 *   POST  role of the act · act(call) --> done: 303 to a page that has the notice
 *                                     --> ask: the same page, with a question
 *                                     --> consent: the pages of a sign-in ask for the consent of the organization
 *                                     --> Refused, FixtureError: the same page, with the problem and the typed values
 *
 * A POST names its act in the field `act`. Nothing changes by GET.
 */
import type { Application } from '../directory/application.ts'
import type { Tenant } from '../directory/tenant.ts'
import type { User } from '../directory/user.ts'
import type { Emulation } from '../emulation.ts'
import type { Parameters } from '../http/parameters.ts'
import type { Html } from '../pages/html.ts'
import type { Task } from './role.ts'
import type { NewSecret } from './shown-once.ts'

/** A request for a blade by a signed-in person. */
export interface BladeCall {
  readonly emulation: Emulation
  /** The tenant of the account. No blade shows another one. */
  readonly tenant: Tenant
  readonly user: User
  /** Without the query. */
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  readonly query: Parameters
  /** The submitted form. Empty at first, and after a success. */
  readonly form: Parameters
  /** Files of the form. */
  readonly files: ReadonlyMap<string, string>
  /** Why the form was refused. */
  readonly problem: string | undefined
  /** The question of the act. */
  readonly ask: string | undefined
  readonly notice: string | undefined
  readonly secret: NewSecret | undefined
}

export interface Crumb {
  readonly text: string
  readonly path: string
}

/** The menu of one object, beside its blades. */
export interface ResourceMenu {
  readonly label: string
  readonly parts: readonly { readonly title: string | undefined; readonly links: readonly Crumb[] }[]
}

export interface Blade {
  readonly title: string
  /** The object that the blade is of: "My application". */
  readonly of?: string
  readonly crumbs: readonly Crumb[]
  readonly menu?: ResourceMenu
  /** Links and buttons above the content. */
  readonly commands?: Html
  /** The task of the forms. A person without a role for it reads which one is missing. */
  readonly task?: Task
  readonly body: Html
  readonly status?: number
}

export type Outcome =
  | { readonly kind: 'done'; readonly to: string; readonly notice: string; readonly secret?: NewSecret }
  | { readonly kind: 'ask'; readonly ask: string }
  | { readonly kind: 'consent'; readonly application: Application; readonly to: string }

export interface Act {
  readonly task: Task
  readonly run: (call: BladeCall) => Outcome
}

export interface BladeRoute {
  /** Below /admin-center. */
  readonly path: string
  readonly show: (call: BladeCall) => Blade | Promise<Blade>
  readonly acts?: Readonly<Record<string, Act>>
}

/** A form that is refused, or an object that is not there. The message is for the person. */
export class Refused extends Error {
  readonly status: number

  constructor(message: string, status = 400) {
    super(message)
    this.name = 'Refused'
    this.status = status
  }
}

export const root = '/admin-center'

export function param(call: BladeCall, name: string): string {
  return call.params[name] ?? ''
}

/** The typed value without blanks at its ends, or an empty text. */
export function typed({ form }: BladeCall, name: string): string {
  return (form.get(name) ?? '').trim()
}

/**
 * @throws Refused if the field is empty or too long
 */
export function requiredText(call: BladeCall, name: string, label: string, longest = 256): string {
  const value = typed(call, name)
  if (value === '') throw new Refused(`${label}: enter a value.`)
  if (value.length > longest) throw new Refused(`${label}: at most ${longest} characters.`)
  return value
}

/** The names behind a prefix of the ticked boxes: `member:ID` gives `ID`. */
export function ticked({ form }: BladeCall, prefix: string): readonly string[] {
  return [...form.keys()].filter((name) => name.startsWith(`${prefix}:`)).map((name) => name.slice(prefix.length + 1))
}

/**
 * @throws Refused: an emulator keeps everything in memory
 */
export function refuseMore(list: readonly unknown[], limit: number, what: string): void {
  if (list.length >= limit) throw new Refused(`There are ${list.length} ${what} already. The limit here is ${limit}.`)
}

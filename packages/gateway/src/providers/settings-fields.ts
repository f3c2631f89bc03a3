/** The settings of a provider: checked, and as data for help, guides and the API document. All comes from its schema. */
import type { FieldError } from '@gatehouse-sso/core/failure'
import { z } from 'zod'
import type { AnyProvider } from './provider.ts'

export interface SettingsField {
  readonly name: string
  readonly required: boolean
  /** Where to find the value, and what it means. */
  readonly description: string
  readonly example: unknown
  /** The values that it takes, where they are a list. */
  readonly choices: readonly string[]
  /** `undefined` where there is none. */
  readonly default: unknown
}

type Described<S> = Pick<AnyProvider<S>, 'settings' | 'alternatives'>

/**
 * Keeps the results for each provider: zod takes 0.1 ms for the JSON Schema of settings, and the background tries of
 * credentials ask for it twice each time.
 */
function oncePerProvider<V>(make: (provider: Described<unknown>) => V): <S>(provider: Described<S>) => V {
  const made = new WeakMap<object, { readonly value: V }>()
  return (provider) => {
    const known = made.get(provider)
    if (known) return known.value
    const value = make(provider)
    made.set(provider, { value })
    return value
  }
}

/** The settings of a provider as JSON Schema (2020-12), as they are sent. */
export const settingsSchema = oncePerProvider(schemaOf)

/** The settings of a provider, in the order of its schema. Of alternatives, the usual one counts as required. */
export const settingsFields = oncePerProvider(fieldsOf)

function schemaOf({ settings, alternatives = [] }: Described<unknown>): Readonly<Record<string, unknown>> {
  const { $schema: _, ...schema } = z.toJSONSchema(settings, { io: 'input', unrepresentable: 'any' })
  if (alternatives.length === 0) return schema as Readonly<Record<string, unknown>>
  const always = ((schema as z.core.JSONSchema.BaseSchema).required ?? []).filter(
    (name) => !alternatives.some((names) => names.includes(name)),
  )
  const sets = alternatives.map((names) => names.map((name) => `\`${name}\``).join(', '))
  return { ...schema, description: `One of these sets is needed: ${sets.join('; or ')}`, required: always }
}

function fieldsOf(provider: Described<unknown>): readonly SettingsField[] {
  const schema = settingsSchema(provider) as z.core.JSONSchema.BaseSchema
  const { properties = {} } = schema
  const required = [...(schema.required ?? []), ...(provider.alternatives?.[0] ?? [])]
  return Object.entries(properties).map(([name, property]) => {
    const {
      description = '',
      examples = [],
      enum: choices = [],
      default: value,
    } = property as z.core.JSONSchema.BaseSchema
    return {
      name,
      required: required.includes(name),
      description,
      example: (examples as readonly unknown[])[0],
      choices: choices.map(String),
      default: value,
    }
  })
}

export type ParsedSettings<S> =
  | { readonly success: true; readonly data: S }
  | { readonly success: false; readonly errors: readonly FieldError[] }

/** Checks settings as they were sent. */
export function parseSettings<S>(provider: AnyProvider<S>, settings: unknown): ParsedSettings<S> {
  const parsed = provider.settings.safeParse(settings)
  if (parsed.success) return { success: true, data: parsed.data }
  return { success: false, errors: parsed.error.issues.flatMap((issue) => errorsOf(provider, issue)) }
}

/**
 * Checks the settings of a draft: what is there must be right, and what is needed may be missing.
 * @returns the settings; with defaults and what must hold between them only once nothing is missing
 */
export function parseDraft<S>(provider: AnyProvider<S>, settings: unknown): ParsedSettings<unknown> {
  const whole = parseSettings(provider, settings)
  const missing = missingSettings(provider, settings)
  if (whole.success || missing.length === 0) return whole
  const errors = whole.errors.filter(({ param }) => !missing.some((error) => error.param === param))
  if (errors.length > 0) return { success: false, errors }
  const parsed = provider.fields.partial().safeParse(settings)
  if (parsed.success) return { success: true, data: parsed.data }
  return { success: false, errors: parsed.error.issues.flatMap((issue) => errorsOf(provider, issue)) }
}

/** The settings that a whole connection needs and that are not there, each with the place where to find it. */
export function missingSettings<S>(provider: AnyProvider<S>, settings: unknown): readonly FieldError[] {
  const given = (settings ?? {}) as Readonly<Record<string, unknown>>
  const isGiven = (name: string): boolean => given[name] !== undefined
  const always = ((settingsSchema(provider) as z.core.JSONSchema.BaseSchema).required ?? []) as readonly string[]
  const needed = [...always, ...begun(provider.alternatives ?? [], isGiven)]
  return settingsFields(provider)
    .filter(({ name }) => needed.includes(name) && !isGiven(name))
    .map(({ name, description }) => ({ param: `/${name}`, code: 'missing', message: `is missing. ${description}` }))
}

/** The alternative of which most is given; the usual one where nothing is. */
function begun(alternatives: readonly (readonly string[])[], isGiven: (name: string) => boolean): readonly string[] {
  const given = (names: readonly string[]): number => names.filter(isGiven).length
  return [...alternatives].sort((a, b) => given(b) - given(a))[0] ?? []
}

/** An unknown name is an error of its own, and the message has the names that there are. */
function errorsOf<S>(provider: AnyProvider<S>, issue: z.core.$ZodIssue): readonly FieldError[] {
  const pointer = (path: readonly PropertyKey[]): string => path.map((part) => `/${String(part)}`).join('')
  if (issue.code !== 'unrecognized_keys') {
    return [{ param: pointer(issue.path), code: issue.code, message: issue.message }]
  }
  const names = settingsFields(provider).map(({ name }) => name)
  const message = `is not a setting of ${provider.id}. Its settings: ${names.join(', ')}`
  return issue.keys.map((key) => ({ param: pointer([...issue.path, key]), code: 'unknown_field', message }))
}

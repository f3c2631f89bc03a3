/** An import of known people. It comes in pieces, and each row of a piece has an outcome of its own. */
import { z } from 'zod'
import { id } from './fields.ts'
import { matchCases } from './provisioning.ts'

/** Limits of one piece. Sign-ins are served between pieces, and between parts of a piece. */
export const importLimits = { rows: 1_000, bytes: 200 * 1024 } as const

export const importOutcomes = ['created', 'updated', 'unchanged', 'refused'] as const

/** A row as it came. It is checked by itself, so that one wrong row does not refuse the others. */
export type UncheckedRow = Readonly<Record<string, unknown>>

/** @param person the schema of a row, which is not applied here */
export function importRows<P extends z.ZodObject>(person: P): z.ZodType<UncheckedRow[], z.input<P>[]> {
  const { $schema: _, ...shown } = z.toJSONSchema(person, { io: 'input', unrepresentable: 'any' })
  const row = z
    .custom<UncheckedRow>((value) => typeof value === 'object' && value !== null && !Array.isArray(value), {
      message: 'is not an object',
    })
    .meta({ ...shown, description: 'A person, with the fields of a new user. Each row is checked by itself' })
  const message = `has more than ${importLimits.rows} rows. Send the others as another piece`
  const rows: z.ZodType<UncheckedRow[], unknown> = z.array(row).max(importLimits.rows, { message })
  return rows as z.ZodType<UncheckedRow[], z.input<P>[]>
}

const count = z.number().int().min(0)

const importedRow = z.strictObject({
  row: z.number().int().min(1).meta({ description: 'Which row of the piece; the first one is 1' }),
  outcome: z.enum(importOutcomes),
  user_id: id('user').nullable().meta({ description: '`null` if it was refused, or would be created by a real run' }),
  errors: z.array(z.strictObject({ param: z.string(), code: z.string(), message: z.string() })).meta({
    description:
      'Why it was refused. `param` is a JSON pointer into the row. Beside the codes of wrong values: `missing` (no ' +
      'name), `duplicate` (an earlier row has the name), `already_exists` (another user has it), `ambiguous` (several ' +
      'users have it), `not_matched_by` (the user has signed in, and the identity provider did not prove the name, or `policy.match_by` does not have it)',
  }),
})

export const userImport = z
  .strictObject({
    object: z.literal('user_import'),
    organization_id: id('org'),
    dry_run: z.boolean(),
    match_case: z.enum(matchCases).meta({ description: 'How user names and external ids were compared' }),
    created: count,
    updated: count,
    unchanged: count,
    refused: count,
    rows: z.array(importedRow),
  })
  .meta({ id: 'UserImport' })

export type UserImport = z.infer<typeof userImport>
export type ImportedRow = z.infer<typeof importedRow>

/** Prints the examples of the contract as command lines. */
import type { Operation } from '@gatehouse-sso/sdk/contract/operation'
import { typedAs } from './fields.ts'
import { inputOf } from './input.ts'

export function exampleOf(noun: string, verb: string, operation: Operation): string {
  const { params, query, body } = inputOf(operation)
  const ids = params.map(({ name, id_prefix }) =>
    id_prefix === undefined ? `my-${name.replaceAll('_', '-')}` : `${id_prefix}_01jd2x3y4z5a6b7c8d9e0f1g2h`,
  )
  const flags = Object.entries(operation.example ?? {}).flatMap(([name, value]) => {
    const field = [...query, ...body].find((one) => one.name === name && typeof one.schema.const !== 'string')
    return field === undefined ? [] : [typedAs(field, value)]
  })
  const agreed = operation.method === 'DELETE' ? ['--yes'] : []
  const parts = [['gatehouse', noun, verb, ...ids].join(' '), ...flags, ...agreed]
  const line = parts.join(' ')
  return line.length <= 100 ? line : parts.join(' \\\n    ')
}

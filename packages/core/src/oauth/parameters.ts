/** Parameters of an OAuth request: each at most once, an empty value is as if it were not sent (RFC 6749, 3.1). */
import { Failure } from '../failure.ts'

export type Parameters = Readonly<Record<string, string>>

/**
 * Parses a query string or a form body.
 * @throws Failure parameter_repeated
 */
export function parseParameters(text: string): Parameters {
  const parameters: Record<string, string> = Object.create(null)
  for (const [name, value] of new URLSearchParams(text)) {
    if (name in parameters) throw new Failure('parameter_repeated', { param: name.slice(0, 100) })
    parameters[name] = value
  }
  for (const name of Object.keys(parameters)) if (parameters[name] === '') delete parameters[name]
  return parameters
}

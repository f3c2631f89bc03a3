/**
 * Values of JSON that many rows have alike, such as the default policy of an organization. Their records share one
 * value: it is parsed once, takes memory once, and is one object less for the garbage collector in each cached record.
 */
const maximumValues = 500

const values = new Map<string, object>()

/** @returns the value of this JSON, frozen with everything in it, because others hold it too */
export function sharedValueOf(json: string): unknown {
  const known = values.get(json)
  if (known !== undefined) return known
  const value: unknown = JSON.parse(json)
  if (!isObject(value)) return value
  freeze(value)
  if (values.size >= maximumValues) values.clear()
  values.set(json, value)
  return value
}

function freeze(value: object): void {
  for (const member of Object.values(value)) if (isObject(member)) freeze(member)
  Object.freeze(value)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

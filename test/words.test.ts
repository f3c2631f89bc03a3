/** The words of the contract, the SDK and the command line. */
import { Gatehouse } from '@gatehouse-sso/sdk'
import { contract } from '@gatehouse-sso/sdk/contract'
import { describe, expect, it } from 'vitest'
import { nouns } from '../packages/gateway/src/cli/api/names.ts'

/** `sso` is no noun of the API: it speaks OpenID Connect. */
const { sso: ___, ...sdk } = new Gatehouse({ api_key: 'sk_test_1', base_url: 'https://sso.example' })
const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** `organizations list` for each method of the SDK, as words of a terminal. */
const methods = Object.entries(sdk).flatMap(([noun, verbs]) =>
  Object.keys(verbs).map((verb) => `${kebab(noun)} ${kebab(verb)}`),
)
/** The same for each operation of the contract, by the id that stands in the OpenAPI document. */
/** Without the operations of the setup portal and the console, which only a browser can call. */
const { setup: _, console: __, ...forKeys } = contract
const operations = Object.values(forKeys).flatMap((verbs) => Object.values(verbs).map(({ id }) => String(id)))
/** `sign-ins` is also `signins` in a terminal. */
const commands = nouns.flatMap(({ word, alias, verbs }) => verbs.map((verb) => `${alias ?? word} ${verb.word}`))

describe('a noun and a verb are the same', () => {
  it('in the SDK and in a terminal', () => expect(methods.sort()).toEqual([...commands].sort()))

  it('in the SDK and in the contract', () =>
    expect(methods.sort()).toEqual(operations.map((id) => id.split('.').map(kebab).join(' ')).sort()))
})

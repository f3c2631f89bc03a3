import { expect, it } from 'vitest'
import { firstDifference } from './text-difference.ts'

const uri = 'https://sso.example/sso/oidc/callback/conn_1'

it.each<[string, string, string | null]>([
  ['nothing', uri, null],
  ['the scheme', uri.replace('https', 'http'), 'Character 5 is `:` and must be `s`, after `http`.'],
  ['the host', uri.replace('sso.', 'sos.'), 'Character 10 is `o` and must be `s`, after `https://s`.'],
  [
    'the case of a letter',
    uri.replace('callback', 'Callback'),
    'Character 30 is `C` and must be `c`: small and capital letters differ.',
  ],
  ['a slash more', `${uri}/`, 'It goes on after the end with `/`.'],
  ['a slash less', uri.slice(0, -1), 'It ends before `1`.'],
  ['everything', '', `It ends before \`${uri.slice(0, 40)}\`.`],
  ['much more', uri + 'x'.repeat(100), `It goes on after the end with \`${'x'.repeat(40)}\`.`],
])('names the first difference: %s', (_, received, sentence) => expect(firstDifference(uri, received)).toBe(sentence))

it.each<[string, string, string]>([
  ['the scheme', uri.replace('https', 'http'), 'Zeichen 5 ist `:` und muss `s` sein, nach `http`.'],
  [
    'the case of a letter',
    uri.replace('callback', 'Callback'),
    'Zeichen 30 ist `C` und muss `c` sein: Groß- und Kleinschreibung unterscheiden sich.',
  ],
  ['a slash more', `${uri}/`, 'Nach dem Ende geht es mit `/` weiter.'],
  ['a slash less', uri.slice(0, -1), 'Der Text endet vor `1`.'],
])('P25 names it in German: %s', (_, received, sentence) => {
  expect(firstDifference(uri, received, 'de')).toBe(sentence)
})

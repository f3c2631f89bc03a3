import { describe, expect, it } from 'vitest'
import { webAddress } from './fields.ts'

describe('a web address', () => {
  it.each([
    'https://app.example',
    'https://app.example:8443/a?b=c#d',
    'http://localhost:3000/',
    'http://[::1]/',
    'https://münchen.example/',
  ])('may be %s', (text) => expect(webAddress.safeParse(text).success).toBe(true))

  it.each([
    ['without slashes', 'https:app.example'],
    ['with one slash', 'https:/app.example'],
    ['with three slashes', 'https:///app.example'],
    ['with a backslash', 'https:/\\app.example'],
    ['with a tab', 'https://app\t.example'],
    ['with a line break', 'https://app.example/\n'],
    ['with credentials', 'https://user:secret@app.example/'],
    ['with credentials that are empty', 'https://@app.example/'],
    ['by http on another machine', 'http://app.example/'],
    ['with a script', 'javascript:alert(1)'],
    ['without a scheme', 'app.example'],
  ])('is refused %s', (_, text) => expect(webAddress.safeParse(text).success).toBe(false))
})

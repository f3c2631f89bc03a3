import { describe, expect, it } from 'vitest'
import { connectionOf } from './connection.ts'

describe('the address of a PostgreSQL database', () => {
  it('gives host, port, user, password and database', () => {
    expect(
      connectionOf('postgresql://us%40er:p%40ss%2Fw@db.example:6432/gate%20house?application_name=a'),
    ).toMatchObject({
      host: 'db.example',
      port: 6432,
      user: 'us@er',
      password: 'p@ss/w',
      database: 'gate house',
      application_name: 'a',
      ssl: false,
    })
  })
  const hosts: [string, string, string, number][] = [
    ['an IPv6 address', 'postgres://u@[::1]/d', '::1', 5432],
    ['the folder of a Unix socket', 'postgres://u@localhost/d?host=/run/postgresql&port=5433', '/run/postgresql', 5433],
  ]
  it.each(hosts)('may be %s', (_, url, host, port) => expect(connectionOf(url)).toMatchObject({ host, port }))

  it('sets the options of the planner, before the options that the operator adds', () => {
    const { options } = connectionOf('postgres://h/d?options=-c%20search_path%3Dgatehouse')
    expect(options).toMatch(/^-c enable_seqscan=off -c jit=off -c search_path=gatehouse$/)
  })

  const modes: [string, unknown][] = [
    ['disable', false],
    ['require', { rejectUnauthorized: false }],
    ['verify-full', {}],
  ]
  it.each(modes)('sets TLS for sslmode=%s', (mode, ssl) => {
    expect(connectionOf(`postgres://h/d?sslmode=${mode}`).ssl).toEqual(ssl)
  })

  const refused: [string, string, string][] = [
    ['a mode that falls back', 'postgres://u:secret@h/d?sslmode=prefer', 'sslmode=disable, require'],
    ['verify-ca without a CA certificate', 'postgres://u:secret@h/d?sslmode=verify-ca', 'sslrootcert with'],
    ['a certificate file that does not exist', 'postgres://u:secret@h/d?sslmode=require&sslrootcert=/none', '/none'],
    ['a port that is not a number', 'postgres://u:secret@h:port/d', 'postgres://user@host:5432/name'],
    ['a percent sign in a password', 'postgres://u:secret%@h/d', '%25 for a percent sign'],
    ['a number sign in a password', 'postgres://u:secret#1@h/d', '%23 for a number sign'],
    ['a number sign at the end', 'postgres://u:secret@h/d#x', '%23 for a number sign'],
    ['a parameter twice', 'postgres://u:secret@h/d?sslmode=verify-full&sslmode=disable', 'each parameter once'],
    ['the parameter schema of other programs', 'postgres://u:secret@h/d?schema=x', 'search_path'],
    ['a parameter port that is not a number', 'postgres://u:secret@h/d?port=x', 'a port from 1 to 65535'],
    ['a port that is too large', 'postgres://u:secret@h/d?port=99999', 'a port from 1 to 65535'],
    ['NUL in a name', 'postgres://u%00:secret@h/d', 'no NUL'],
    [
      'a certificate without its key',
      'postgres://u:secret@h/d?sslmode=require&sslcert=/x',
      'sslcert and sslkey together',
    ],
    [
      'a file of authorities that has no certificate',
      `postgres://u:secret@h/d?sslmode=verify-full&sslrootcert=${import.meta.dirname}/errors.ts`,
      'a certificate in PEM',
    ],
    ['an unknown parameter', 'postgres://u:secret@h/d?ssl_mode=require', 'no parameter ssl_mode'],
  ]
  it.each(refused)('is refused with %s', (_, url, expected) => {
    expect(() => connectionOf(url)).toThrow(
      expect.objectContaining({
        code: 'setting_invalid',
        evidence: { param: 'GATEHOUSE_DATABASE_URL', expected: expect.stringContaining(expected) },
      }),
    )
    expect(() => connectionOf(url)).not.toThrow(/secret/)
  })
})

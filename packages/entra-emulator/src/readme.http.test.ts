import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openProject, quickStart } from '../test/readme.ts'

const readmeText = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

describe('a quick start in README.md', () => {
  let project: ReturnType<typeof openProject>
  beforeAll(() => {
    project = openProject()
  })
  afterAll(() => project.remove())

  it.each(['MSAL', 'openid-client', 'Playwright'])('with %s has no error of types', async (title) => {
    const { program } = quickStart(title)
    expect(program).toContain("from 'entra-emulator'")
    project.write('program.mts', program)
    expect(await project.compile('program.mts')).toEqual({ stdout: '', stderr: '' })
  })

  it.each(['MSAL', 'openid-client'])('with %s runs and prints what it promises', async (title) => {
    const { program, prints } = quickStart(title)
    project.write('program.mts', program)
    expect(prints).toBe('Ada Muster\n')
    expect(await project.run('program.mts')).toEqual({ stdout: prints, stderr: '' })
  })

  it('with MSAL runs as it says for an older Node, too', async () => {
    const { program, prints } = quickStart('MSAL')
    const [variable = '', value = ''] = /`(NODE_EXTRA_CA_CERTS)=(\S+)`/.exec(readmeText)?.slice(1) ?? []
    project.write('certificate.mts', "await (await import('entra-emulator')).localCertificate()\n")
    await project.run('certificate.mts')
    const lines = program.split('\n').filter((line) => !line.includes('setDefaultCACertificates'))
    expect(lines).toHaveLength(program.split('\n').length - 1)
    project.write('program.mts', lines.join('\n'))
    expect(await project.run('program.mts', { [variable]: value })).toEqual({ stdout: prints, stderr: '' })
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openProject, quickStart } from '../test/readme.ts'

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
})

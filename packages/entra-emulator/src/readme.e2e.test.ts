import { expect, it } from 'vitest'
import { openProject, quickStart } from '../test/readme.ts'

it('the quick start with Playwright in README.md runs and prints what it promises', async () => {
  const { program, prints } = quickStart('Playwright')
  // The browser of this machine, which may run as root.
  const launch = "chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })"
  expect(program.split('chromium.launch()')).toHaveLength(2)
  const project = openProject()
  try {
    project.write('program.mts', program.replace('chromium.launch()', launch))
    expect(prints).toBe('true\n')
    expect(await project.run('program.mts')).toEqual({ stdout: prints, stderr: '' })
  } finally {
    project.remove()
  }
})

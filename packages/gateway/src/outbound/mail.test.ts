import { describe, expect, it } from 'vitest'
import { openMail, smtpUrlProblem } from './mail.ts'

describe('the address of a mail server', () => {
  it.each(['smtp://mail.example.com', 'smtps://user:p%40ss@mail.example.com:465', 'smtp://[::1]:2525/'])(
    'may be %s',
    (text) => expect(smtpUrlProblem(text)).toBeUndefined(),
  )
  it.each(['mail.example.com', 'http://mail.example.com', 'smtp://', 'smtp://mail.example.com/x', 'smtp://a?b=c'])(
    'is not %s',
    (text) => expect(smtpUrlProblem(text)).toMatch(/^must be/),
  )
})

it('without one there is no mail', () => expect(openMail(null)).toBeNull())

it('a server that is not there is told apart from one that refuses', async () => {
  const mail = openMail({ smtp_url: 'smtp://127.0.0.1:9', from: 'a@b.example' })
  const sent = mail?.send({ to: 'c@d.example', subject: 's', text: 't', html: 'h' })
  await expect(sent).rejects.toMatchObject({ code: 'mail_unreachable' })
})

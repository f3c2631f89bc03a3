/** A mail server for tests: takes every message over SMTP, or refuses all of them. */
import { createServer, type Socket } from 'node:net'

export interface MailReceiver {
  readonly url: string
  /** The messages as they came, headers included. */
  readonly messages: string[]
  /** Answers every recipient with this, if it is set. */
  refusal: string | null
  close(): Promise<void>
}

export async function startMailReceiver(): Promise<MailReceiver> {
  const sockets = new Set<Socket>()
  const receiver = { url: '', messages: [] as string[], refusal: null as string | null }
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.setEncoding('utf8').on('close', () => sockets.delete(socket))
    let [waiting, isData] = ['', false]
    const say = (line: string): boolean => socket.write(`${line}\r\n`)
    const hear = (line: string): void => {
      const verb = line.slice(0, 4).toUpperCase()
      if (verb === 'EHLO' || verb === 'HELO') say('250 receiver')
      else if (verb === 'RCPT' && receiver.refusal !== null) say(receiver.refusal)
      else if (verb === 'DATA') {
        isData = true
        say('354 go on')
      } else if (verb === 'QUIT') socket.end('221 bye\r\n')
      else say('250 ok')
    }
    say('220 receiver')
    socket.on('data', (text: string) => {
      waiting += text
      for (;;) {
        const end = waiting.indexOf(isData ? '\r\n.\r\n' : '\r\n')
        if (end < 0) return
        const part = waiting.slice(0, end)
        waiting = waiting.slice(end + (isData ? 5 : 2))
        if (isData) {
          isData = false
          receiver.messages.push(part)
          say('250 taken')
        } else hear(part)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  receiver.url = `smtp://127.0.0.1:${(server.address() as { port: number }).port}`
  return Object.assign(receiver, {
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  })
}

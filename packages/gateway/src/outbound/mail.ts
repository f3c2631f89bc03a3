/** Mail by SMTP (RFC 5321). The library is loaded with the first message, because most processes send none. */
import { Failure } from '@gatehouse-sso/core/failure'
import type { Transporter } from 'nodemailer'
import type { Mail } from '../domain/ports/mail.ts'

const timeoutMs = 15_000
const schemes = ['smtp:', 'smtps:']

/** The server and the sender of all mail. */
export interface MailOptions {
  /** `smtp://user:password@host:587` (STARTTLS where the server offers it), or `smtps://` for TLS from the start. */
  readonly smtp_url: string
  readonly from: string
}

/** Why a text is no address of a mail server, in words that follow its name. */
export function smtpUrlProblem(text: string): string | undefined {
  if (!URL.canParse(text)) return 'must be an address such as smtps://user:password@mail.example.com'
  const { protocol, hostname, pathname, search } = new URL(text)
  const isServer = schemes.includes(protocol) && hostname !== '' && ['', '/'].includes(pathname) && search === ''
  return isServer ? undefined : 'must be an address such as smtps://user:password@mail.example.com'
}

/** @returns `null` without a mail server */
export function openMail(options: MailOptions | null): Mail | null {
  if (options === null) return null
  let opened: Promise<Transporter> | undefined
  return {
    async send(message) {
      opened ??= openTransport(options)
      try {
        await (await opened).sendMail({
          ...message,
          from: options.from,
          disableFileAccess: true,
          disableUrlAccess: true,
        })
      } catch (error) {
        throw failureOf(error)
      }
    },
  }
}

async function openTransport({ smtp_url }: MailOptions): Promise<Transporter> {
  const { createTransport } = await import('nodemailer')
  const { protocol, hostname, port, username, password } = new URL(smtp_url)
  const secure = protocol === 'smtps:'
  return createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    // A password is never sent in the clear.
    requireTLS: !secure && username !== '',
    ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    logger: false,
  })
}

/** A server that answers has refused; any other error means that it cannot be reached. */
function failureOf(error: unknown): Failure {
  const { responseCode, code } = error as { readonly responseCode?: number; readonly code?: string }
  if (typeof responseCode === 'number')
    return new Failure('mail_refused', { received: `${responseCode}`, cause: error })
  return new Failure('mail_unreachable', { received: String(code ?? 'unknown'), cause: error })
}

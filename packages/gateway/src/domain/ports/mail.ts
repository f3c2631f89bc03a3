/** Mail to people. */

export interface MailMessage {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
}

export interface Mail {
  /** Hands a message to the mail server. @throws Failure mail_refused, mail_unreachable */
  send(message: MailMessage): Promise<void>
}

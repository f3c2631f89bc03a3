/** Words for the types of events. */

const acts =
  /^(?:created|updated|deleted|activated|deactivated|armed|disarmed|verified|revoked|rotated|resent|suspended|reactivated|shared|started|completed)$/

/** An event as a title: `connection.updated` → `Connection updated` */
export function eventTitle(type: string): string {
  const text = type.replaceAll(/[._]/g, ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** An event as the end of a sentence about its actor: `connection.updated` → `updated the connection` */
export function eventInWords(type: string): string {
  const [noun = '', act = ''] = type.replaceAll('_', ' ').split('.')
  if (acts.test(act)) return `${act} the ${noun}`
  return act === 'rolled back' ? `rolled back the ${noun}` : `${noun}: ${act}`
}

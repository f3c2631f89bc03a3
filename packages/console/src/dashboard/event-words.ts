/** An event as the end of a sentence about its actor: `connection.updated` → `updated the connection` */
const acts =
  /^(?:created|updated|deleted|activated|deactivated|armed|disarmed|verified|revoked|rotated|resent|suspended|reactivated|shared|started|completed)$/

export function eventInWords(type: string): string {
  const [noun = '', act = ''] = type.replaceAll('_', ' ').split('.')
  if (acts.test(act)) return `${act} the ${noun}`
  return act === 'rolled back' ? `rolled back the ${noun}` : `${noun}: ${act}`
}

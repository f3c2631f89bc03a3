/** Limits for people who guess the codes of devices. Each process counts for itself. */
import { normalizeIP } from '@fastify/rate-limit'
import { Failure } from '@gatehouse-sso/core/failure'
import type { FastifyReply } from 'fastify'
import type { HttpContext } from '../context.ts'
import type { Visit } from '../visit.ts'

/** Wrong codes from one address in an hour, and in an environment in a minute (RFC 8628, 5.1). */
const guesses = { of_address: 10, of_environment: 100 }

const guessKeys = ({ environment, source }: Visit) => ({
  address: `user_code ${source.address === null ? '' : normalizeIP(source.address)}`,
  environment: `user_codes ${environment.id}`,
})

/** @throws Failure user_codes_guessed */
export function checkGuesses(
  { ports: { hour_counts, minute_counts } }: HttpContext,
  visit: Visit,
  reply: FastifyReply,
): void {
  const { address, environment } = guessKeys(visit)
  const isLocked = hour_counts.of(address) >= guesses.of_address
  if (!isLocked && minute_counts.of(environment) < guesses.of_environment) return
  const seconds = isLocked ? hour_counts.secondsLeft(address) : minute_counts.secondsLeft(environment)
  reply.header('retry-after', seconds)
  throw new Failure('user_codes_guessed')
}

/** Counts a wrong code. */
export function countGuess({ ports: { hour_counts, minute_counts } }: HttpContext, visit: Visit): void {
  const { address, environment } = guessKeys(visit)
  hour_counts.add(address)
  minute_counts.add(environment)
}

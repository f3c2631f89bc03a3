/** The TXT record that proves a domain. Only the owner of the domain can publish it. */
import type { DomainRecord } from '../stores/domains.ts'

export interface DnsRecord {
  readonly name: string
  readonly value: string
}

export function dnsRecordOf({ domain, proof_token }: Pick<DomainRecord, 'domain' | 'proof_token'>): DnsRecord {
  return { name: `_gatehouse.${domain}`, value: `gatehouse-domain-verification=${proof_token}` }
}

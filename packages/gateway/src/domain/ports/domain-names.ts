/** The domain name system: what a name is, and what its owner has published. */

export interface DomainNames {
  /**
   * The reason why no organization may have this domain, in words that follow its name; `undefined` for a domain that
   * an organization can own.
   * @param domain in the form of `domainKey`
   */
  problemOf(domain: string): string | undefined
  /**
   * The TXT records at a name, each as one text. A name without any has an empty list.
   * @throws Failure dns_unavailable
   */
  txt(name: string): Promise<readonly string[]>
  /**
   * The hosts that take the mail of a domain. A domain without any has an empty list.
   * @throws Failure dns_unavailable
   */
  mailHosts(domain: string): Promise<readonly string[]>
}

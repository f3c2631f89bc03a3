/** The mails at the end of a setup in English. de.ts has the same keys. */
export interface Names {
  readonly organization: string
  readonly vendor: string
  readonly connection_id: string
}

const back = ({ vendor }: Names): string =>
  `To replace a credential, to test or to turn it off, sign in with this account at the address below. Only the people whom ${vendor} named get in.`
const link = 'Manage single sign-on'

export const en = {
  vendor_on: {
    subject: ({ organization }: Names) => `${organization} has turned on single sign-on`,
    what: ({ organization, connection_id }: Names) =>
      `An administrator of ${organization} has set up single sign-on and turned it on. The connection is ${connection_id}. There is nothing for you to do.`,
    back,
    link,
  },
  vendor_waits: {
    subject: ({ organization }: Names) => `${organization} waits for you to turn on single sign-on`,
    what: ({ organization, connection_id }: Names) =>
      `An administrator of ${organization} has set up single sign-on. It waits for you to turn it on. Do so with: gatehouse connections activate ${connection_id}`,
    back,
    link,
  },
  vendor_waits_for_candidate: {
    subject: ({ organization }: Names) => `${organization} waits for you to put new settings into force`,
    what: ({ organization, connection_id }: Names) =>
      `An administrator of ${organization} has set up single sign-on. The connection is on already, so the new settings wait in its candidate. Put them into force with: gatehouse connections activate-candidate ${connection_id}`,
    back,
    link,
  },
  administrator_on: {
    subject: ({ vendor }: Names) => `Single sign-on to ${vendor} is on`,
    what: ({ organization, vendor }: Names) =>
      `People of ${organization} sign in to ${vendor} with their account at work from now on.`,
    back,
    link,
  },
  administrator_waits: {
    subject: ({ vendor }: Names) => `Your setup is complete, and waits for ${vendor}`,
    what: ({ organization, vendor }: Names) =>
      `You have set up single sign-on for ${organization}. ${vendor} turns it on. Until then nothing changes for your colleagues.`,
    back,
    link,
  },
}

export type SetupMailTexts = typeof en

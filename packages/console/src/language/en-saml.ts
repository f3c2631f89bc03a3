/** The texts that SAML connections have in place of those of OpenID Connect, and those of their own, in English. */
const plural = (count: number, one: string, many: string): string => (count === 1 ? one : many)

export const enSaml = {
  saml: {
    ways: {
      address: 'Enter the metadata address instead',
      file: 'Upload a file instead',
      values: 'Enter single values instead',
    },
    titles: {
      address: 'Enter the metadata address',
      file: 'Upload the metadata',
      values: 'Enter the values one by one',
    },
    leads: {
      address: 'One address is enough. It is read as soon as you leave the field.',
      file: 'Choose the file, drop it on the field, or paste its text. It is read at once.',
      values: 'Copy each of them from the page of your identity provider.',
    },
    chooseFile: 'Choose a file',
    chooseFiles: 'Choose files',
    fileTooLarge: 'This file is too large for metadata or a certificate.',
    fileUnread: 'This file cannot be read.',
    noForm: 'Not allowed to enter values into a form?',
    stages: {
      redirect: (company: string) => ({
        title: `Sent to ${company}`,
        text: 'The sign-in address is from your metadata',
      }),
      code: (company: string) => ({
        title: 'Response comes back',
        text: `${company} lets you through: account, assignment, conditions`,
      }),
      keys: () => ({
        title: 'Signature, recipient and time are checked',
        text: 'The response is genuine and meant for this test',
      }),
      claims: () => ({ title: 'Assertion is read', text: 'Name, email and groups are there' }),
    },
    waiting: (company: string) => ({
      title: `Waiting for you at ${company}`,
      text: 'Password and second factor happen there. Nothing has come back yet.',
    }),
    attribute: (label: string) => `Change the attribute for ${label}`,
    edit: (label: string) => `Attribute for ${label}; several with commas between, tried in order`,
    attributesOf: (company: string) => `Attributes from ${company}`,
    handOverLead: (vendor: string) =>
      `For people who may not enter values into a form. Print it, or save it as a file, and send it to ${vendor} your own way.`,
    handOverAcs: 'Assertion consumer service URL that you registered',
    handOverEntity: 'Entity ID that you registered',
    handOverFile: 'Enclose the file.',
    protocolText:
      'SAML 2.0. Requests go by redirect or POST, and the signed assertion comes back by POST to the assertion consumer service URL.',
    noPermissions: 'SAML asks for no permissions. The identity provider sends the attributes that you chose.',
    permissions: 'Permissions',
    give: 'Values to register',
    giveLead: 'They stand at your identity provider. Our metadata has all of them.',
    entity: 'Entity ID',
    acs: 'Assertion consumer service URL (ACS)',
    slo: 'Single logout URL',
    metadata: 'Our metadata',
    certificates: 'Signing certificates',
    certificatesLead: 'With them your identity provider signs.',
    certificate: 'Certificate',
    thumbprint: 'SHA-256 thumbprint',
    thumbprintOf: (name: string) => `thumbprint of ${name}`,
    validFrom: 'Valid from',
    validUntil: 'Valid until',
    ended: 'Expired',
    endsSoon: (days: number) => `${days} ${plural(days, 'day', 'days')} left`,
    noCertificates: 'None yet. They come with the metadata.',
    warnings: {
      saml_certificates_changed: {
        title: 'Your identity provider has other signing certificates.',
        text: 'People still sign in. Take the new ones over before the old one is switched off.',
      },
      saml_metadata_changed: {
        title: 'Your identity provider has changed its addresses or its entity ID.',
        text: 'People still sign in with the old values. Take the new ones over and test them.',
      },
      saml_certificate_expiring: {
        title: 'The last signing certificate ends soon.',
        text: 'Make a new one at your identity provider, but do not make it active yet. Then read the metadata again.',
      },
    },
    readAgain: 'Read the metadata again',
    readAgainText: 'The new values wait as a change until they were tested and put into force.',
    readNothing: 'The metadata has nothing new.',
    ownCertificate: 'Our certificate',
    ownCertificateLead: 'Needed only to sign requests or to read encrypted assertions.',
    addOwn: 'Add a certificate',
    noneNeeded: 'None is needed',
    noneNeededText: 'Add one if your identity provider verifies requests or encrypts assertions.',
    identityProvider: 'Metadata and addresses',
  },
}

import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Emulation } from '../emulation.ts'
import { keyOfCertificate } from './application-certificates.ts'

/** The address of a signing certificate to download: as text, or its bytes. */
export function certificatePath(appId: string, keyId: string, format: 'base64' | 'raw'): string {
  return `/_saml/certificates/${appId}/${keyId}/${format}.cer`
}

type CertificateRequest = FastifyRequest<{ Params: { appId: string; keyId: string; format: string } }>

/** The downloads of the admin center. A certificate is public: every metadata document and response has it. */
export function certificateRoutes(app: FastifyInstance, emulation: Emulation): void {
  app.get('/_saml/certificates/:appId/:keyId/:format.cer', async (request: CertificateRequest, reply) => {
    const { appId, keyId, format } = request.params
    const application = emulation.directory.application(appId)?.application
    const found = application?.saml?.signingCertificates.find((one) => one.keyId === keyId.toLowerCase())
    if (!application || !found || !['base64', 'raw'].includes(format))
      return reply.code(404).send({ error: 'not_found' })
    const { certificate } = await keyOfCertificate(emulation, found)
    const name = application.displayName.replace(/[^\w -]/g, '') || 'certificate'
    reply.header('Content-Disposition', `attachment; filename="${name}.cer"`).type('application/pkix-cert')
    if (format === 'raw') return reply.send(Buffer.from(certificate, 'base64'))
    const lines = certificate.replace(/.{64}/g, '$&\n').trimEnd()
    return reply.send(`-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`)
  })
}

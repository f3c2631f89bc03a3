/** A value of a setting in a list of changes. Certificates have their names and thumbprints, and long texts are folded. */
import type { Connection } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, useEffect, useState } from 'react'
import { useLanguage } from '../language/language.tsx'
import { commonName, shortThumbprint } from './certificate-names.ts'
import classes from './shown-value.module.css'
import { bytesOfPem, type Piece, piecesOf } from './value-pieces.ts'

type Certificates = NonNullable<Connection['saml']>['signing_certificates']

interface Props {
  readonly value: unknown
  /** The certificates that are known by name. */
  readonly certificates?: Certificates
  /** In place of a value that is short. */
  readonly children: ReactNode
}

export function ShownValue({ value, certificates = [], children }: Props): ReactNode {
  const pieces = piecesOf(value)
  if (pieces.every(({ kind }) => kind === 'text')) return children
  return (
    <span className={classes.pieces}>
      {pieces.map((piece, index) => (
        <Shown key={`${index}:${piece.kind}`} piece={piece} certificates={certificates} />
      ))}
    </span>
  )
}

interface ShownProps {
  readonly piece: Piece
  readonly certificates: Certificates
}

function Shown({ piece, certificates }: ShownProps): ReactNode {
  if (piece.kind === 'text') return <code>{piece.text}</code>
  if (piece.kind === 'certificate') return <Certificate text={piece.text} certificates={certificates} />
  return (
    <details className={classes.long}>
      <summary>
        <code>{piece.head}…</code>
      </summary>
      <code>{piece.text}</code>
    </details>
  )
}

interface CertificateProps {
  readonly text: string
  readonly certificates: Certificates
}

function Certificate({ text, certificates }: CertificateProps): ReactNode {
  const { t } = useLanguage()
  const thumbprint = useThumbprint(text)
  const known = certificates.find(({ sha256_thumbprint }) => sha256_thumbprint === thumbprint)
  return (
    <span title={known?.subject}>
      {known ? commonName(known.subject) : t.saml.certificate}
      {thumbprint !== null && (
        <>
          {', '}
          <code title={`${t.saml.thumbprint}: ${thumbprint}`}>{shortThumbprint(thumbprint)}</code>
        </>
      )}
    </span>
  )
}

/** The SHA-256 thumbprint of a certificate in PEM. Browsers compute it on pages that came by TLS or from this machine. */
function useThumbprint(text: string): string | null {
  const [thumbprint, setThumbprint] = useState<string | null>(null)
  useEffect(() => {
    const bytes = bytesOfPem(text)
    if (bytes === null || !isSecureContext) return
    let isCurrent = true
    void crypto.subtle.digest('SHA-256', bytes).then((digest) => {
      const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
      if (isCurrent) setThumbprint(hex.toUpperCase())
    })
    return () => {
      isCurrent = false
    }
  }, [text])
  return thumbprint
}

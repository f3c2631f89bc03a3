/** The shape of a page that comes. */
import type { ReactNode } from 'react'
import { Skeleton } from '../../parts/skeleton.tsx'

export const LoadingPage = (): ReactNode => <Skeleton lines={4} />

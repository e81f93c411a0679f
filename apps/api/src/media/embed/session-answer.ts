import { timestamp } from '@cartwright/contract/scalars'
import type { EmbedActor } from '@cartwright/db/json-columns'
import type { Identity } from '@cartwright/identity/create-identity'
import { signEmbedToken } from '@cartwright/identity/sign-embed-token'
import { z } from 'zod'

/** What the shop gets to put the form on its page, under the published names. */
export const sessionAnswer = z
  .object({
    session_id: z.string().describe('UUID'),
    session_token: z.string().describe('JWT (EdDSA) for the form routes'),
    iframe_url: z.string().describe('Where the form itself is served'),
    expires_at: timestamp,
    renew_token: z.string().describe('Prolongs the session, once'),
  })
  .meta({ id: 'EmbedSession' })

export interface AnsweredSession {
  readonly storeId: string
  readonly id: string
  readonly productId: string
  readonly mode: 'fill' | 'view'
  readonly maySubmit: boolean
  readonly actor: EmbedActor
  readonly expiresAt: Date
  readonly renewToken: string
}

/** A session as its shop sees it, with a new token. Call it outside of transactions. */
export async function answerSession(
  { identity, publicUrl }: { readonly identity: Identity; readonly publicUrl: string },
  { renewToken, id: sessionId, ...session }: AnsweredSession,
): Promise<z.input<typeof sessionAnswer>> {
  const token = await signEmbedToken(identity, { ...session, sessionId })
  return {
    session_id: sessionId,
    session_token: token,
    iframe_url: `${publicUrl}/embed/form?session_token=${token}`,
    expires_at: session.expiresAt.toISOString(),
    renew_token: renewToken,
  }
}

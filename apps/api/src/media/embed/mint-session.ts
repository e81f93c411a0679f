import { NIL_UUID } from '@cartwright/contract/scalars'
import type { EmbedActor, PersonalisationField } from '@cartwright/db/json-columns'
import { insertEmbedSession } from '@cartwright/db/queries/embed-session-life'
import { findProductForm } from '@cartwright/db/queries/product-form'
import { checkPrefill } from '@cartwright/domain/personalisation/check-prefill'
import { createSecretToken } from '@cartwright/platform/crypto/secret-token'

import { invalidInput } from '../../operation/invalid-input.ts'
import { embedKeyOperation } from '../../operation/operation.ts'
import { type MintRequest, mintRequest } from './mint-request.ts'
import { answerSession, sessionAnswer } from './session-answer.ts'
import { SESSION_LIFE_MS } from './session-life.ts'

export const mintSession = embedKeyOperation({
  method: 'POST',
  path: '/v1/embed/sessions',
  status: 200,
  permission: 'embed:write',
  summary: 'Open the personalisation form of a product for one buyer',
  description: 'The session lives four hours; `renew_token` prolongs it, once.',
  input: mintRequest,
  output: sessionAnswer,
  errors: ['template_not_found'],
}).staged(async ({ ctx, input }) => {
  const { storeId, ids, now, identity, settings } = ctx
  const { mode, productId, templateId, templateExternalId } = input.scope
  const template = { storeId, productId: productId ?? templateId ?? templateExternalId ?? NIL_UUID }
  const form = (await findProductForm(ctx.db, template)) ?? ctx.fail('template_not_found')
  const prefill = prefillOf(input, form.fields)
  const secret = createSecretToken('ert_')
  const session = {
    ...template,
    id: ids.uuidv7(),
    mode,
    maySubmit: input.permissions?.submitForm ?? true,
    actor: actorOf(input),
    expiresAt: new Date(now.getTime() + SESSION_LIFE_MS),
  }
  const { publicUrl } = settings
  const renewable = { ...session, renewToken: secret.token }
  const answer = await answerSession({ identity, publicUrl }, renewable)
  return ctx.conclude(async (trx) => {
    await insertEmbedSession(trx, {
      ...session,
      prefill,
      redirectUrl: input.form?.redirectUrl ?? null,
      renewTokenHash: Buffer.from(secret.sha256Hex, 'hex'),
      createdBy: `${ctx.actor.kind}:${ctx.actor.id}`,
      createdAt: now,
    })
    return answer
  })
})

function prefillOf({ form }: MintRequest, fields: readonly PersonalisationField[]) {
  const { values, faults } = checkPrefill(fields, form?.prefill ?? {})
  if (faults.length === 0) return values
  return invalidInput(
    ...faults.map(({ key, message }) => ({ path: ['form', 'prefill', key], message })),
  )
}

function actorOf({ actor: { externalId, displayName, email } }: MintRequest): EmbedActor {
  return {
    externalId,
    ...(displayName !== undefined && { displayName }),
    ...(email !== undefined && { email }),
  }
}

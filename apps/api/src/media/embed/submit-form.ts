import { id, idInput, timestamp } from '@cartwright/contract/scalars'
import type { FormValues, PersonalisationField } from '@cartwright/db/json-columns'
import { publish } from '@cartwright/db/outbox'
import {
  insertFormSubmission,
  lockSessionImages,
  type SubmittedPicture,
} from '@cartwright/db/queries/form-submissions'
import { findProductForm } from '@cartwright/db/queries/product-form'
import { validateSubmission } from '@cartwright/domain/personalisation/validate-submission'
import { z } from 'zod'

import { embedFormOperation } from '../../operation/operation.ts'

export const submitForm = embedFormOperation({
  method: 'POST',
  path: '/v1/embed/form-submit/{sessionId}',
  status: 202,
  summary: 'Send what a buyer filled in',
  description:
    'The id is what a cart takes as `personalisation.submissionId`. Of a picture, the value is the address its upload answered.',
  input: z.strictObject({
    sessionId: idInput,
    data: z.record(z.string(), z.unknown()).describe('Answers by field key'),
    datasetSelection: z.record(z.string(), z.string()).optional().describe('Accepted, and ignored'),
  }),
  output: z.object({ id, status: z.literal('received'), createdAt: timestamp }),
  errors: ['wrong_mode', 'permission_denied', 'template_not_found', 'invalid_input_data'],
}).mutation(async ({ ctx, input }) => {
  const { db, storeId, session, storage, ids, now } = ctx
  if (session.mode !== 'fill') ctx.fail('wrong_mode')
  if (!session.maySubmit) ctx.fail('permission_denied')
  const { id: sessionId, productId, actor, prefill } = session
  const form = (await findProductForm(db, { storeId, productId })) ?? ctx.fail('template_not_found')
  const images = await lockSessionImages(db, { storeId, sessionId })
  const idByUrl = new Map(images.map((image) => [storage.publicUrl(image.key), image.id]))
  const pictures = new Set(idByUrl.keys())
  const answers = { data: input.data, prefill, pictures }
  const data = ctx.unwrap(validateSubmission(form.fields, answers))
  const submission = {
    storeId,
    id: ids.uuidv7(),
    sessionId,
    productId,
    actor,
    data,
    createdAt: now,
  }
  await insertFormSubmission(db, submission, picturesOf(form.fields, data, idByUrl))
  const payload = { submissionId: submission.id, sessionId, productId }
  await publish(db, storeId, { id: ids.uuidv7(), type: 'form.submitted', payload })
  return { id: submission.id, status: 'received' as const, createdAt: now.toISOString() }
})

function picturesOf(
  fields: readonly PersonalisationField[],
  data: FormValues,
  idByUrl: ReadonlyMap<string, string>,
): SubmittedPicture[] {
  return fields.flatMap(({ key, type }) => {
    const mediaId = type === 'image' ? idByUrl.get(String(data[key])) : undefined
    return mediaId === undefined ? [] : [{ mediaId, fieldKey: key }]
  })
}

import { store } from '@cartwright/contract/resources/store'
import { storeChanges } from '@cartwright/contract/resources/store-changes'
import { findStoreDetails, updateStore as writeStore } from '@cartwright/db/queries/store-details'
import { lockStore } from '@cartwright/db/queries/stores'
import { violatedConstraint } from '@cartwright/db/violation'
import { seal } from '@cartwright/platform/crypto/seal'
import { smtpPasswordPurpose } from '@cartwright/platform/mail/smtp-password'
import { z } from 'zod'

import { operatorOperation } from '../../operation/operation.ts'
import { changeCurrency } from './change-currency.ts'
import { changeLogo, settleLogo } from './change-logo.ts'
import { mergeEmail } from './merge-email.ts'
import { mergeStore } from './merge-store.ts'
import { storeResource } from './store-resource.ts'

export const updateStore = operatorOperation({
  method: 'PATCH',
  path: '/api/v1/admin/store',
  status: 200,
  permission: 'store:write',
  summary: 'Change the store',
  description:
    'What is left out stays as it is. Another currency reads every price anew, in its own minor ' +
    'units: look through them.',
  input: storeChanges,
  output: z.object({ store }),
  errors: ['slug_taken', 'in_use'],
}).mutation(async ({ ctx, input }) => {
  const { db, storeId, now } = ctx
  await lockStore(db, storeId)
  const known = (await findStoreDetails(db, storeId)) ?? ctx.fail('not_found')
  const emailSettings = mergeEmail(known.emailSettings, input.email ?? {}, {
    seal: (password) => seal(password, smtpPasswordPurpose(storeId), { key: ctx.settings.sealKey }),
    refuse: (field, message) => ctx.refuse(['email', ...field], message),
  })
  const values = mergeStore(known, input, emailSettings)
  if (values.currency !== known.currency) await changeCurrency(ctx, values.currency)
  if (values.logoMediaId !== known.logoMediaId) await changeLogo(ctx, values.logoMediaId)
  try {
    await writeStore(db, { ...values, storeId, now })
  } catch (error) {
    if (violatedConstraint(error) === 'stores_slug_key') ctx.fail('slug_taken')
    throw error
  }
  const changed = (await findStoreDetails(db, storeId)) ?? ctx.fail('not_found')
  return { store: storeResource(changed, ctx.storage) }
}, settleLogo)

import { email, idInput, line, webUrl } from '@cartwright/contract/scalars'
import { z } from 'zod'

/** What clients of the published API may send besides, and what has no meaning for a shop. */
const ignored = z.unknown().optional().describe('Accepted, and ignored')

const actor = z.strictObject({
  externalId: line(160).describe('How the shop calls the buyer'),
  displayName: line(200).optional(),
  email: email.optional(),
  avatarUrl: ignored,
})

const scope = z
  .strictObject({
    mode: z.enum(['fill', 'view']),
    productId: idInput.optional().describe('The product whose form it is'),
    templateId: idInput.optional().describe('The same by its published name'),
    templateExternalId: idInput.optional().describe('The same by its other published name'),
  })
  .refine(
    ({ productId, templateId, templateExternalId }) =>
      (productId ?? templateId ?? templateExternalId) !== undefined,
    { path: ['productId'], message: 'Name the product' },
  )

const permissions = z.strictObject({
  submitForm: z.boolean().default(true),
  publish: ignored,
  saveDraft: ignored,
  delete: ignored,
  rename: ignored,
  rollback: ignored,
  createCustomVariables: ignored,
  changePageSettings: ignored,
  viewVersionHistory: ignored,
  saveFormDraft: ignored,
  shareDocument: ignored,
  emailDocument: ignored,
  viewEngagement: ignored,
})

const form = z.strictObject({
  prefill: z
    .record(z.string(), z.union([z.string().max(5_000), z.number(), z.boolean(), z.null()]))
    .optional()
    .describe('Answers by field key; the buyer may change them'),
  redirectUrl: webUrl.optional().describe('Where the form leads once it was sent'),
  showPreview: ignored,
  showDocumentAfterSubmit: ignored,
  captureMode: ignored,
})

/** What a shop says about the buyer and the form it wants filled in. */
export const mintRequest = z.strictObject({
  actor,
  scope,
  permissions: permissions.optional(),
  form: form.optional(),
  tenant: ignored,
  variableCatalog: ignored,
  catalogRef: ignored,
  permissionsPreset: ignored,
  branding: ignored,
  appearance: ignored,
  callbacks: ignored,
  limits: ignored,
})

export type MintRequest = z.output<typeof mintRequest>

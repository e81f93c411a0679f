import { requestPasswordReset } from '@cartwright/identity/request-password-reset'
import { renderEmail } from '@cartwright/platform/mail/render-email'
import { passwordReset } from '@cartwright/platform/mail/templates/password-reset'

import { defineTask } from '../../task.ts'

const PRODUCT_NAME = 'Cartwright'
const MINUTE_MS = 60_000

/** Mails a link for choosing a new password, if the address has an account. The link is in the mail
 *  and nowhere else; each attempt makes a new one, so a repeat is a second mail that works too. */
export const sendPasswordReset = defineTask({
  name: 'send-password-reset',
  async run({ email }, { identity, mailer, settings, clock, ids }) {
    const request = await requestPasswordReset(identity, email)
    if (request === null) return
    const { user, token, expiresAt } = request
    const rendered = await renderEmail(passwordReset, {
      storeName: PRODUCT_NAME,
      supportEmail: null,
      customerName: user.name === '' ? null : user.name,
      resetUrl: settings.resetUrlTemplate.replace('{token}', encodeURIComponent(token)),
      expiresInMinutes: Math.floor((expiresAt.getTime() - clock.now()) / MINUTE_MS),
    })
    await mailer.send({
      ...rendered,
      from: { name: PRODUCT_NAME, address: settings.mailFrom },
      to: { name: user.name, address: user.email },
      headers: { 'Auto-Submitted': 'auto-generated' },
      messageId: `<${ids.uuidv7()}@${settings.mailFrom.split('@').at(-1) ?? 'localhost'}>`,
    })
  },
})

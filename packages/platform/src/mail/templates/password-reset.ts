import type { EmailTemplate } from '../email-template.ts'
import type { EmailFrame } from './email-layout.ts'
import { emailLayout, textFooter } from './email-layout.ts'
import { greeting, section, textGreeting } from './email-parts.ts'

/** `storeName` is the product's name here: an operator may work for several stores. */
export type PasswordResetEmail = EmailFrame & {
  readonly customerName: string | null
  readonly resetUrl: string
  readonly expiresInMinutes: number
}

/** Sent to an operator who asked for it. */
export const passwordReset: EmailTemplate<PasswordResetEmail> = {
  name: 'password-reset',
  subject: 'Set a new {{ storeName }} password',
  mjml: emailLayout(
    'The link works once, for {{ expiresInMinutes }} minutes.',
    section(`${greeting}
        <mj-text>Somebody, probably you, asked for a new password for your account. The link below
          works once, for {{ expiresInMinutes }} minutes.</mj-text>
        <mj-button href="{{ resetUrl | web_url }}">Set a new password</mj-button>
        <mj-text>If it was not you, do nothing: your password stays as it is.</mj-text>`),
  ),
  text: `${textGreeting}

Somebody, probably you, asked for a new password for your account. This link works once, for {{ expiresInMinutes }} minutes:

{{ resetUrl | web_url }}

If it was not you, do nothing: your password stays as it is.
${textFooter}`,
  sample: {
    storeName: 'Cartwright',
    supportEmail: null,
    customerName: 'Ada',
    resetUrl: 'https://console.example/reset?code=abc&next=1',
    expiresInMinutes: 60,
  },
}

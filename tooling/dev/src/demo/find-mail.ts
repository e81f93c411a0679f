import { setTimeout as delay } from 'node:timers/promises'

import { z } from 'zod'

import { readAnswer } from '../rest/call-api.ts'
import { RestFailure } from '../rest/rest-failure.ts'
import { sendRequest } from '../rest/send-request.ts'

const mail = z.object({ to: z.string(), subject: z.string(), text: z.string() })

/** How long the worker may take to send a mail. */
const patienceMs = 30_000

/**
 * Waits for a mail to this address whose subject or text contains the words; answers its subject.
 *
 * @throws RestFailure when none arrives within 30 s, naming those that did.
 */
export async function findMail(
  mailboxUrl: string,
  wanted: { readonly to: string; readonly words: string },
): Promise<string> {
  const { to, words } = wanted
  const request = { method: 'GET', path: '/email' } as const
  const deadline = performance.now() + patienceMs
  for (;;) {
    const answer = await sendRequest({ url: mailboxUrl, headers: {} }, request)
    const theirs = readAnswer(request, answer, z.array(mail)).filter((one) => one.to.includes(to))
    const found = theirs.find(({ subject, text }) => `${subject}\n${text}`.includes(words))
    if (found !== undefined) return found.subject
    if (performance.now() > deadline) {
      const others = theirs.map(({ subject }) => `“${subject}”`).join(', ') || 'none'
      throw new RestFailure(
        `No mail to ${to} with “${words}” came within ${patienceMs / 1000} s; mails to that address: ${others}.`,
      )
    }
    await delay(150)
  }
}

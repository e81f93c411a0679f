import { expect, test } from 'vitest'

import { fakeRandom } from '../random.ts'
import { createSecretToken, parseSecretToken } from './secret-token.ts'

test.each(['sk_live_', 'sft_'] as const)('a %s token is recognised again', (prefix) => {
  const made = createSecretToken(prefix)
  expect(made.token).toMatch(new RegExp(`^${prefix}[0-9A-Za-z]{32}_[0-9a-f]{8}$`))
  expect(made.displayPrefix).toBe(made.token.slice(0, 12))
  expect(made.sha256Hex).toMatch(/^[0-9a-f]{64}$/)
  expect(parseSecretToken(made.token, prefix)).toEqual(made)
})

test('the checksum is the CRC-32 of the 32 random characters', () => {
  const token = 'sft_abcdefghijklmnopqrstuvwxyz012345_624d474c'
  expect(parseSecretToken(token, 'sft_')?.token).toBe(token)
})

test('one wrong character anywhere is refused', () => {
  const { token } = createSecretToken('sk_live_', fakeRandom(8))
  for (let at = 0; at < token.length; at += 1) {
    const wrong = token[at] === 'a' ? 'b' : 'a'
    expect(
      parseSecretToken(token.slice(0, at) + wrong + token.slice(at + 1), 'sk_live_'),
    ).toBeNull()
  }
})

test('other prefixes, lengths and surrounding text are refused', () => {
  const { token } = createSecretToken('sk_live_')
  for (const text of ['', 'sk_live_', ` ${token}`, `${token}\n`, `${token}0`, token.slice(0, -1)]) {
    expect(parseSecretToken(text, 'sk_live_')).toBeNull()
  }
  expect(parseSecretToken(token, 'sft_')).toBeNull()
})

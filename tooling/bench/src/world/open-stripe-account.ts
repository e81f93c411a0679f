/** Opens a connected account in the sandbox and completes its onboarding; answers its id. */
export async function openStripeAccount(sandboxUrl: string, secretKey: string): Promise<string> {
  const opened = await fetch(`${sandboxUrl}/v1/accounts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secretKey}` },
    body: new URLSearchParams({ type: 'express', country: 'GB', email: 'bench@example.com' }),
  })
  const account: unknown = await opened.json()
  if (!isIdentified(account)) {
    throw new Error(`The sandbox opened no account: ${JSON.stringify(account)}`)
  }
  const onboarded = await fetch(`${sandboxUrl}/sandbox/accounts/${account.id}/onboard`, {
    method: 'POST',
    body: JSON.stringify({ webhooks: { drop: true } }),
  })
  if (!onboarded.ok) throw new Error(`The sandbox onboarded nobody: ${await onboarded.text()}`)
  return account.id
}

function isIdentified(value: unknown): value is { readonly id: string } {
  return (
    typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string'
  )
}

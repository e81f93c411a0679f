/** By which key is a customer found? Trimmed, composed, lower-case: ` Ada@Example.COM ` → `ada@example.com`. */
export function normaliseEmail(email: string): string {
  return email.trim().normalize('NFC').toLowerCase()
}

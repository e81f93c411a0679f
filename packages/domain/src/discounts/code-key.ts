/** By which key is a code found? Trimmed and lower-cased: ` Spring10 ` and `SPRING10` are one code. */
export function codeKey(code: string): string {
  return code.normalize('NFC').trim().toLowerCase()
}

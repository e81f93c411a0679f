/** Where mail servers listen: relay, TLS from the first byte on, submission, and its stand-in. On
 *  other ports other programs would be spoken to. */
export const SMTP_PORTS = [25, 465, 587, 2525] as const

/** May a mail server be connected to on this port? */
export function isSmtpPort(port: number): boolean {
  return SMTP_PORTS.some((allowed) => allowed === port)
}

/** What stands for a body that is neither JSON nor a form: its bytes are left unread. */
export const UNREAD_BODY: unique symbol = Symbol('unread body')

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Bodies of every kind come to the handler, which refuses what it does not take. */
    readonly takesAnyBody?: boolean
  }
}

export type EndReason = 'took_too_long' | 'too_much_memory' | 'crashed'

/** A process of ours did not survive what it was asked; asking again will end the same way. */
export class ProcessEnded extends Error {
  readonly reason: EndReason

  constructor(reason: EndReason, message: string) {
    super(message)
    this.name = 'ProcessEnded'
    this.reason = reason
  }
}

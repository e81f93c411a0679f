export type ImageFault =
  | 'too_many_pixels'
  | 'too_many_frames'
  | 'took_too_long'
  | 'too_much_memory'
  | 'unreadable'
  | 'unsupported'

/** The picture cannot be taken; trying again will not help. */
export class ImageError extends Error {
  readonly fault: ImageFault

  constructor(fault: ImageFault, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'ImageError'
    this.fault = fault
  }
}

/** Less is not worth it, and smaller buffers of Node often share their memory. */
const leastBytes = 16 * 1024

/**
 * Gives back the memory of bytes that nobody looks at any more, now: left to V8, the buffers of a
 * large upload make it collect its whole heap for every 20 MB that arrive. A view of a part of some
 * memory frees nothing, because others may have the rest.
 */
export const freeBytes = ({ buffer, byteLength }: Uint8Array): void => {
  if (!(buffer instanceof ArrayBuffer)) return
  if (byteLength >= leastBytes && byteLength === buffer.byteLength) buffer.transfer(0)
}

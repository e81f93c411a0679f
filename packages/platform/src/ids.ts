import type { Clock } from './clock.ts'
import { fakeClock, systemClock } from './clock.ts'
import type { RandomBytes } from './random.ts'
import { fakeRandom, randomHex, systemRandom } from './random.ts'

/** New identifiers. Each call answers one that was never given before. */
export type Ids = {
  /** A UUIDv7 in canonical lower case; later ids of one process sort after earlier ones. */
  readonly uuidv7: () => string
  /** `cart_` and 16 lower-case hexadecimal digits. */
  readonly cartId: () => string
  readonly randomHex: (digits: number) => string
}

type IdSources = {
  readonly clock: Clock
  readonly random: RandomBytes
}

const counterLimit = 0x1000

/**
 * RFC 9562 §5.7 with a 12-bit counter in rand_a (§6.2, method 1).
 *
 * The counter starts in its lower half each millisecond, so at least 2,048 ids fit in one; after
 * that the time field runs ahead of the clock. A clock set back never makes an id sort earlier.
 */
const uuidv7Source = ({ clock, random }: IdSources): (() => string) => {
  let lastMs = -1
  let counter = 0
  return () => {
    const bytes = Buffer.allocUnsafe(16)
    bytes.set(random(10), 6)
    const nowMs = clock.now()
    if (nowMs > lastMs) {
      lastMs = nowMs
      counter = bytes.readUInt16BE(6) & 0x7ff
    } else {
      counter += 1
      if (counter === counterLimit) {
        lastMs += 1
        counter = 0
      }
    }
    bytes.writeUIntBE(lastMs, 0, 6)
    bytes.writeUInt16BE(0x7000 | counter, 6)
    bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8)
    const hex = bytes.toString('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  }
}

export const createIds = ({ clock, random }: IdSources): Ids => ({
  uuidv7: uuidv7Source({ clock, random }),
  cartId: () => `cart_${randomHex(16, random)}`,
  randomHex: (digits) => randomHex(digits, random),
})

/** The ids of a running process; one instance, so that they stay in order. */
export const systemIds: Ids = createIds({ clock: systemClock, random: systemRandom })

/** The same ids in the same order for the same seed; the time field stands still. */
export const fakeIds = (seed = 1, clock: Clock = fakeClock()): Ids =>
  createIds({ clock, random: fakeRandom(seed) })

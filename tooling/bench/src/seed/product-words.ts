const glazes = ['Speckled', 'Indigo', 'Oatmeal', 'Moss', 'Charcoal', 'Honey', 'Chalk', 'Rust']
const makes = ['Stoneware', 'Linen', 'Walnut', 'Brass', 'Willow', 'Wool', 'Beeswax', 'Leather']
const things = ['Mug', 'Bowl', 'Board', 'Planter', 'Basket', 'Scarf', 'Candle', 'Notebook', 'Vase']
const sentences = [
  'Made in small batches in a workshop by the river, and finished by hand before it is packed.',
  'No two come out the same: expect small differences in colour, weight and grain.',
  'It sits well in the hand and gets better with the years, as things in daily use should.',
  'Wipe it with a damp cloth and let it dry in the open; it does not like the dishwasher.',
  'The material comes from within fifty miles, and the offcuts become kindling or slip.',
  'Sent in paper and straw, without plastic, within three working days.',
  'A good present for somebody who has everything except this.',
  'The pair in the picture were photographed in daylight and have not been touched up since.',
] as const

export type ProductWords = {
  readonly title: string
  readonly description: string
  readonly tags: readonly string[]
}

/** What the product with this number is called, and says of itself: about 450 characters. */
export function productWords(number: number): ProductWords {
  const words = [pick(glazes, number), pick(makes, number * 3 + 1), pick(things, number * 5 + 2)]
  const paragraphs = [0, 1, 2, 3, 4].map((step) => pick(sentences, number + step * 3))
  return {
    title: `${words.join(' ')} No. ${number}`,
    description: paragraphs.join(' '),
    tags: words.map((word) => word.toLowerCase()),
  }
}

function pick(from: readonly string[], number: number): string {
  return from[number % from.length] ?? ''
}

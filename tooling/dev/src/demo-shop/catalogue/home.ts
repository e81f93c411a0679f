import type { DemoCollection } from './demo-product.ts'

/** Candles, soap, baskets and pots. */
export const home: DemoCollection = {
  slug: 'home-and-garden',
  title: 'Home & garden',
  description:
    'Candles poured by the dozen, soap that cures for six weeks, and willow cut on the Somerset Levels.',
  picture: { motif: 'planter', palette: 'sage', alt: 'A green plant in a clay pot' },
  products: [
    {
      slug: 'soy-candle',
      title: 'Soy candle in a glass',
      description:
        'Soy wax and essential oils in a glass you will keep for pencils. Burns for about forty hours; trim the wick and it lasts longer.',
      vendor: 'Lantern Row',
      productType: 'Candles',
      tags: ['candle', 'home', 'bestseller', 'gift'],
      pictures: [{ motif: 'candle', palette: 'rose', alt: 'Lit candle in a glass' }],
      variants: [
        {
          sku: 'CANDLE-FIG',
          options: { Scent: 'Fig & cedar' },
          price: 1900,
          weightGrams: 480,
          stock: 36,
          gtin: '2000000000107',
        },
        {
          sku: 'CANDLE-MINT',
          options: { Scent: 'Garden mint' },
          price: 1900,
          weightGrams: 480,
          stock: 21,
          gtin: '2000000000114',
        },
        {
          sku: 'CANDLE-SMOKE',
          options: { Scent: 'Wood smoke' },
          price: 1900,
          weightGrams: 480,
          stock: 4,
          gtin: '2000000000121',
        },
      ],
    },
    {
      slug: 'travel-tin-candle',
      title: 'Travel tin candle',
      description:
        'The same wax in a screw-top tin, for hotel rooms that smell of hotel. Twenty hours of fig and cedar.',
      vendor: 'Lantern Row',
      productType: 'Candles',
      tags: ['candle', 'travel', 'gift'],
      pictures: [{ motif: 'candle', palette: 'oat', alt: 'Small candle in a tin' }],
      variants: [{ sku: 'CANDLE-TIN', price: 1100, weightGrams: 190, stock: 52 }],
    },
    {
      slug: 'beeswax-pillar-candle',
      title: 'Beeswax pillar candle',
      description:
        'Pure wax from hives on the moor. No scent is added, because it smells of honey by itself. 15 cm tall, sixty hours.',
      vendor: 'Lantern Row',
      productType: 'Candles',
      tags: ['candle', 'home', 'beeswax'],
      pictures: [{ motif: 'candle', palette: 'clay', alt: 'Golden pillar candle' }],
      variants: [{ sku: 'CANDLE-BEESWAX', price: 2600, weightGrams: 520, stock: 15 }],
    },
    {
      slug: 'goats-milk-soap',
      title: 'Goat’s milk soap',
      description:
        'Cold-processed bars of 100 g with goat’s milk, oats and no palm oil. Six weeks on the curing rack make them hard, mild and long-lasting.',
      vendor: 'Lantern Row',
      productType: 'Soap',
      tags: ['soap', 'bath', 'gift'],
      pictures: [{ motif: 'soap', palette: 'sage', alt: 'Stacked bars of soap' }],
      variants: [
        {
          sku: 'SOAP-GOAT-1',
          options: { Pack: 'One bar' },
          price: 650,
          weightGrams: 110,
          stock: 80,
        },
        {
          sku: 'SOAP-GOAT-3',
          options: { Pack: 'Three bars' },
          price: 1700,
          compareAtPrice: 1950,
          weightGrams: 330,
          stock: 33,
        },
      ],
    },
    {
      slug: 'willow-log-basket',
      title: 'Willow log basket',
      description:
        'Woven in a day from buff willow, with a rope handle that will not cut your hands. Holds an evening of logs, or a week of laundry.',
      vendor: 'Levels Willow',
      productType: 'Baskets',
      tags: ['willow', 'home'],
      pictures: [{ motif: 'basket', palette: 'oat', alt: 'Round willow basket' }],
      variants: [
        {
          sku: 'BASKET-S',
          options: { Size: 'Small' },
          price: 4500,
          weightGrams: 1100,
          stock: 8,
        },
        {
          sku: 'BASKET-L',
          options: { Size: 'Large' },
          price: 7800,
          weightGrams: 2400,
          stock: 3,
        },
      ],
    },
    {
      slug: 'terracotta-planter',
      title: 'Terracotta planter with saucer',
      description:
        'Frost-proof terracotta with a drainage hole and its own saucer. Grows a white bloom of salts over the years, which is the point.',
      vendor: 'Moss Pottery',
      productType: 'Planters',
      tags: ['terracotta', 'garden'],
      pictures: [{ motif: 'planter', palette: 'clay', alt: 'Plant in a terracotta pot' }],
      variants: [
        {
          sku: 'PLANTER-12',
          options: { Diameter: '12 cm' },
          price: 1600,
          weightGrams: 680,
          stock: 26,
        },
        {
          sku: 'PLANTER-18',
          options: { Diameter: '18 cm' },
          price: 2900,
          weightGrams: 1500,
          stock: 12,
        },
      ],
    },
    {
      slug: 'bud-vase',
      title: 'Bud vase',
      description:
        'For one stem, or none. Thrown off the hump in a single pull, and therefore always sold out before the kiln is cold.',
      vendor: 'Moss Pottery',
      productType: 'Vases',
      tags: ['stoneware', 'home', 'gift'],
      pictures: [{ motif: 'vase', palette: 'rose', alt: 'Small rose coloured vase with stems' }],
      variants: [{ sku: 'VASE-BUD', price: 2100, weightGrams: 300, stock: 0 }],
    },
    {
      slug: 'tall-stoneware-vase',
      title: 'Tall stoneware vase',
      description:
        'Thirty centimetres, with a foot heavy enough for lilies. Glazed inside and watertight; the outside is waxed clay.',
      vendor: 'Moss Pottery',
      productType: 'Vases',
      tags: ['stoneware', 'home'],
      pictures: [{ motif: 'vase', palette: 'sea', alt: 'Tall sea blue vase with stems' }],
      variants: [{ sku: 'VASE-TALL', price: 5800, weightGrams: 1350, stock: 6 }],
    },
  ],
}

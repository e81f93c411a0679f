import type { DemoCollection } from './demo-product.ts'

/** Stoneware from the wheel, and wood for the same table. */
export const tableware: DemoCollection = {
  slug: 'tableware',
  title: 'Tableware',
  description:
    'Stoneware thrown on the wheel in our Hebden Bridge workshop, and kitchen wood to go with it. Every piece is fired twice and is happy in the dishwasher.',
  picture: { motif: 'teapot', palette: 'sage', alt: 'A sage green teapot on a wooden table' },
  products: [
    {
      slug: 'speckled-stoneware-mug',
      title: 'Speckled stoneware mug',
      description:
        'A mug with a wide foot and a handle that takes three fingers. The speckles are iron in the clay, so no two are alike. The small one holds 250 ml, the large one 400 ml.',
      vendor: 'Moss Pottery',
      productType: 'Mugs',
      tags: ['stoneware', 'kitchen', 'bestseller', 'gift'],
      pictures: [
        { motif: 'mug', palette: 'clay', alt: 'Terracotta mug with white bands' },
        { motif: 'mug', palette: 'sage', alt: 'Sage green mug with dark speckles' },
        { motif: 'mug', palette: 'sea', alt: 'Sea blue mug with dark speckles' },
      ],
      variants: [
        {
          sku: 'MUG-CLAY-S',
          options: { Glaze: 'Clay', Size: 'Small' },
          price: 1800,
          weightGrams: 320,
          stock: 24,
          picture: 0,
          gtin: '2000000000015',
        },
        {
          sku: 'MUG-CLAY-L',
          options: { Glaze: 'Clay', Size: 'Large' },
          price: 2200,
          weightGrams: 430,
          stock: 18,
          picture: 0,
          gtin: '2000000000022',
        },
        {
          sku: 'MUG-SAGE-S',
          options: { Glaze: 'Sage', Size: 'Small' },
          price: 1800,
          weightGrams: 320,
          stock: 31,
          picture: 1,
          gtin: '2000000000039',
        },
        {
          sku: 'MUG-SAGE-L',
          options: { Glaze: 'Sage', Size: 'Large' },
          price: 2200,
          weightGrams: 430,
          stock: 3,
          picture: 1,
          gtin: '2000000000046',
        },
        {
          sku: 'MUG-SEA-S',
          options: { Glaze: 'Sea', Size: 'Small' },
          price: 1800,
          weightGrams: 320,
          stock: 0,
          picture: 2,
          gtin: '2000000000053',
        },
        {
          sku: 'MUG-SEA-L',
          options: { Glaze: 'Sea', Size: 'Large' },
          price: 2200,
          weightGrams: 430,
          stock: 12,
          picture: 2,
          gtin: '2000000000060',
        },
      ],
    },
    {
      slug: 'supper-bowl',
      title: 'Supper bowl',
      description:
        'Deep enough for ramen and wide enough for a salad, 19 cm across. Glazed inside, bare clay outside, so that it stays warm in the hands.',
      vendor: 'Moss Pottery',
      productType: 'Bowls',
      tags: ['stoneware', 'kitchen'],
      pictures: [
        { motif: 'bowl', palette: 'oat', alt: 'Cream coloured supper bowl' },
        { motif: 'bowl', palette: 'dusk', alt: 'Slate blue supper bowl' },
      ],
      variants: [
        {
          sku: 'BOWL-SUPPER-OAT',
          options: { Glaze: 'Oat' },
          price: 2600,
          weightGrams: 620,
          stock: 16,
          picture: 0,
        },
        {
          sku: 'BOWL-SUPPER-DUSK',
          options: { Glaze: 'Dusk' },
          price: 2600,
          weightGrams: 620,
          stock: 9,
          picture: 1,
        },
      ],
    },
    {
      slug: 'nesting-bowls-set-of-three',
      title: 'Nesting bowls, set of three',
      description:
        'Three bowls of 10, 14 and 18 cm that sit inside each other. Made as seconds when a glaze runs too far, which is why they cost less than they should.',
      vendor: 'Moss Pottery',
      productType: 'Bowls',
      tags: ['stoneware', 'kitchen', 'seconds', 'sale'],
      pictures: [{ motif: 'bowl', palette: 'clay', alt: 'Terracotta bowl from a set of three' }],
      variants: [
        {
          sku: 'BOWL-NEST-3',
          price: 3900,
          compareAtPrice: 5200,
          weightGrams: 1450,
          stock: 7,
        },
      ],
    },
    {
      slug: 'slow-morning-teapot',
      title: 'Slow morning teapot',
      description:
        'Holds four cups and pours without a drip: the spout is cut by hand and tested before firing. Comes with a stainless steel strainer. When the shelf is empty, the next kiln is about three weeks away and you can order from it.',
      vendor: 'Moss Pottery',
      productType: 'Teapots',
      tags: ['stoneware', 'kitchen', 'gift'],
      pictures: [{ motif: 'teapot', palette: 'dusk', alt: 'Slate blue teapot with a cane handle' }],
      variants: [
        {
          sku: 'TEAPOT-DUSK',
          options: { Glaze: 'Dusk' },
          price: 6400,
          weightGrams: 1150,
          stock: 0,
          backorder: true,
        },
        {
          sku: 'TEAPOT-SAGE',
          options: { Glaze: 'Sage' },
          price: 6400,
          weightGrams: 1150,
          stock: 4,
          backorder: true,
        },
      ],
    },
    {
      slug: 'espresso-cup',
      title: 'Espresso cup',
      description:
        'Ninety millilitres, thin at the lip and heavy at the foot. It fits under a home machine and into a coat pocket.',
      vendor: 'Moss Pottery',
      productType: 'Mugs',
      tags: ['stoneware', 'kitchen'],
      pictures: [{ motif: 'mug', palette: 'oat', alt: 'Small cream espresso cup' }],
      variants: [
        { sku: 'CUP-ESPRESSO', price: 1200, weightGrams: 160, stock: 40, gtin: '2000000000077' },
      ],
    },
    {
      slug: 'walnut-serving-board',
      title: 'Walnut serving board',
      description:
        'One plank of Yorkshire walnut, planed, sanded to 240 grit and oiled three times with food-safe oil. Made for bread and cheese, strong enough for a knife.',
      vendor: 'Calder Wood Co.',
      productType: 'Boards',
      tags: ['wood', 'kitchen', 'gift'],
      pictures: [
        { motif: 'board', palette: 'oat', alt: 'Dark wooden serving board that hangs by a cord' },
      ],
      variants: [
        {
          sku: 'BOARD-WALNUT-S',
          options: { Size: 'Small, 30 cm' },
          price: 2800,
          weightGrams: 700,
          stock: 14,
        },
        {
          sku: 'BOARD-WALNUT-L',
          options: { Size: 'Large, 45 cm' },
          price: 4200,
          weightGrams: 1250,
          stock: 6,
        },
      ],
    },
    {
      slug: 'cherry-wood-spoons',
      title: 'Cherry wood spoons, set of three',
      description:
        'A stirring spoon, a flat-edged one for the corners of the pan and a small one for tasting. Carved from windfall cherry with an axe and a knife.',
      vendor: 'Calder Wood Co.',
      productType: 'Utensils',
      tags: ['wood', 'kitchen', 'gift'],
      pictures: [{ motif: 'spoons', palette: 'clay', alt: 'Three wooden spoons side by side' }],
      variants: [{ sku: 'SPOON-CHERRY-3', price: 2400, weightGrams: 180, stock: 22 }],
    },
  ],
}

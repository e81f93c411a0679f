import type { DemoCollection } from './demo-product.ts'

/** Woven, knitted and sewn. */
export const textiles: DemoCollection = {
  slug: 'textiles',
  title: 'Textiles',
  description:
    'Wool from the Dales, linen from Northern Ireland and a very patient loom. Woven, knitted and sewn in small runs.',
  picture: { motif: 'scarf', palette: 'rose', alt: 'A folded rose coloured scarf' },
  products: [
    {
      slug: 'lambswool-scarf',
      title: 'Lambswool scarf',
      description:
        'Two metres of soft lambswool with a hand-knotted fringe. Washed and brushed after weaving, so it does not itch. Hand wash, dry flat.',
      vendor: 'Heptonstall Weavers',
      productType: 'Scarves',
      tags: ['wool', 'winter', 'bestseller', 'gift'],
      pictures: [
        { motif: 'scarf', palette: 'sea', alt: 'Sea blue lambswool scarf' },
        { motif: 'scarf', palette: 'clay', alt: 'Rust coloured lambswool scarf' },
      ],
      variants: [
        {
          sku: 'SCARF-LW-SEA',
          options: { Colour: 'Sea' },
          price: 4800,
          weightGrams: 210,
          stock: 13,
          picture: 0,
        },
        {
          sku: 'SCARF-LW-RUST',
          options: { Colour: 'Rust' },
          price: 4800,
          weightGrams: 210,
          stock: 8,
          picture: 1,
        },
        {
          sku: 'SCARF-LW-MOSS',
          options: { Colour: 'Moss' },
          price: 4800,
          weightGrams: 210,
          stock: 2,
        },
        {
          sku: 'SCARF-LW-SLATE',
          options: { Colour: 'Slate' },
          price: 4800,
          compareAtPrice: 5600,
          weightGrams: 210,
          stock: 17,
        },
      ],
    },
    {
      slug: 'merino-travel-wrap',
      title: 'Merino travel wrap',
      description:
        'A scarf that is a blanket on the night train: 90 by 200 cm of fine merino that rolls up to the size of a water bottle.',
      vendor: 'Heptonstall Weavers',
      productType: 'Scarves',
      tags: ['wool', 'winter', 'travel'],
      pictures: [{ motif: 'scarf', palette: 'dusk', alt: 'Blue grey merino wrap' }],
      variants: [{ sku: 'WRAP-MERINO', price: 8900, weightGrams: 340, stock: 5 }],
    },
    {
      slug: 'linen-cushion-cover',
      title: 'Linen cushion cover',
      description:
        'Stone-washed linen with a hidden zip. Gets softer every time it is washed. The cushion inside is yours.',
      vendor: 'Linen & Loom',
      productType: 'Cushions',
      tags: ['linen', 'home'],
      pictures: [
        { motif: 'cushion', palette: 'sage', alt: 'Sage green linen cushion with a sprig' },
        { motif: 'cushion', palette: 'rose', alt: 'Rose linen cushion with stripes' },
      ],
      variants: [
        {
          sku: 'CUSH-LIN-SAGE-45',
          options: { Colour: 'Sage', Size: '45 × 45 cm' },
          price: 3200,
          weightGrams: 260,
          stock: 20,
          picture: 0,
        },
        {
          sku: 'CUSH-LIN-SAGE-60',
          options: { Colour: 'Sage', Size: '60 × 60 cm' },
          price: 4400,
          weightGrams: 390,
          stock: 11,
          picture: 0,
        },
        {
          sku: 'CUSH-LIN-ROSE-45',
          options: { Colour: 'Rose', Size: '45 × 45 cm' },
          price: 3200,
          weightGrams: 260,
          stock: 15,
          picture: 1,
        },
        {
          sku: 'CUSH-LIN-ROSE-60',
          options: { Colour: 'Rose', Size: '60 × 60 cm' },
          price: 4400,
          weightGrams: 390,
          stock: 0,
          picture: 1,
        },
      ],
    },
    {
      slug: 'patchwork-cushion',
      title: 'Patchwork cushion, one of a kind',
      description:
        'Pieced from the ends of last year’s rolls, quilted by hand, filled with feathers. There is exactly one of these, and there will not be another.',
      vendor: 'Linen & Loom',
      productType: 'Cushions',
      tags: ['linen', 'home', 'one of a kind'],
      pictures: [{ motif: 'cushion', palette: 'sea', alt: 'Blue cushion with a stitched sprig' }],
      variants: [{ sku: 'CUSH-PATCH-07', price: 6800, weightGrams: 820, stock: 1 }],
    },
    {
      slug: 'embroidered-name-cushion',
      title: 'Embroidered name cushion',
      description:
        'A linen cushion with a name in chain stitch, for a nursery, a godchild or a very spoilt cat. Sewn when you order it: please allow ten days.',
      vendor: 'Linen & Loom',
      productType: 'Cushions',
      tags: ['linen', 'personalised', 'gift', 'made to order'],
      personalisation: [
        { key: 'name', label: 'Name to embroider', type: 'text', required: true, maxLength: 14 },
        { key: 'thread', label: 'Thread colour', type: 'text', required: false, maxLength: 30 },
        {
          key: 'message',
          label: 'A note for the parcel',
          type: 'longtext',
          required: false,
          maxLength: 300,
        },
      ],
      pictures: [{ motif: 'cushion', palette: 'oat', alt: 'Cream cushion with woven stripes' }],
      variants: [{ sku: 'CUSH-NAME', price: 5400, weightGrams: 780, stock: 'made to order' }],
    },
    {
      slug: 'market-tote',
      title: 'Market tote',
      description:
        'Heavy organic canvas, a flat bottom and straps that reach over a winter coat. Carries two loaves, a cauliflower and the newspaper.',
      vendor: 'Linen & Loom',
      productType: 'Bags',
      tags: ['cotton', 'bags', 'bestseller'],
      pictures: [{ motif: 'bag', palette: 'oat', alt: 'Canvas tote bag with a printed sun' }],
      variants: [
        {
          sku: 'TOTE-NATURAL',
          options: { Colour: 'Natural' },
          price: 2400,
          weightGrams: 280,
          stock: 45,
          gtin: '2000000000084',
        },
        {
          sku: 'TOTE-INK',
          options: { Colour: 'Ink' },
          price: 2400,
          weightGrams: 280,
          stock: 28,
          gtin: '2000000000091',
        },
      ],
    },
    {
      slug: 'waxed-foraging-bag',
      title: 'Waxed foraging bag',
      description:
        'Waxed cotton with a washable lining, a pocket for a knife and a loop for a walking stick. Waterproof enough for a day of Pennine weather.',
      vendor: 'Linen & Loom',
      productType: 'Bags',
      tags: ['cotton', 'bags', 'outdoors'],
      pictures: [
        { motif: 'bag', palette: 'sage', alt: 'Pale waxed cotton bag with green handles' },
      ],
      variants: [{ sku: 'BAG-FORAGE', price: 7200, weightGrams: 540, stock: 10 }],
    },
  ],
}

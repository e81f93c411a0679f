import type { DemoCollection } from './demo-product.ts'

/** Jewellery, paper and prints. */
export const keepsakes: DemoCollection = {
  slug: 'jewellery-and-paper',
  title: 'Jewellery & paper',
  description:
    'Recycled silver from one bench, linocuts and hand-sewn notebooks from the other. Small enough to post, good enough to keep.',
  picture: { motif: 'print', palette: 'sea', alt: 'A framed print of shapes in blue and yellow' },
  products: [
    {
      slug: 'pebble-necklace',
      title: 'Pebble necklace',
      description:
        'A pebble cast from one found on the beach at Whitby, in recycled sterling silver, on a fine trace chain. Hallmarked in Sheffield.',
      vendor: 'Tideline Silver',
      productType: 'Necklaces',
      tags: ['silver', 'jewellery', 'bestseller', 'gift'],
      pictures: [{ motif: 'necklace', palette: 'sea', alt: 'Silver necklace with one pendant' }],
      variants: [
        {
          sku: 'NECK-PEBBLE-40',
          options: { Chain: '40 cm' },
          price: 6200,
          weightGrams: 40,
          stock: 9,
        },
        {
          sku: 'NECK-PEBBLE-45',
          options: { Chain: '45 cm' },
          price: 6400,
          weightGrams: 42,
          stock: 14,
        },
        {
          sku: 'NECK-PEBBLE-50',
          options: { Chain: '50 cm' },
          price: 6600,
          weightGrams: 44,
          stock: 2,
        },
      ],
    },
    {
      slug: 'initial-necklace',
      title: 'Initial necklace',
      description:
        'A disc of recycled silver, stamped by hand with one letter of your choice. The stamp is a hundred years old and slightly crooked. Made when you order it, within five days.',
      vendor: 'Tideline Silver',
      productType: 'Necklaces',
      tags: ['silver', 'jewellery', 'personalised', 'gift', 'made to order'],
      personalisation: [
        { key: 'initial', label: 'Your letter', type: 'text', required: true, maxLength: 1 },
        { key: 'giftWrap', label: 'Wrap it as a gift', type: 'boolean', required: false },
      ],
      pictures: [{ motif: 'necklace', palette: 'rose', alt: 'Silver disc on a fine chain' }],
      variants: [{ sku: 'NECK-INITIAL', price: 4800, weightGrams: 40, stock: 'made to order' }],
    },
    {
      slug: 'wildflower-earrings',
      title: 'Wildflower earrings',
      description:
        'Cow parsley and forget-me-not, pressed in June and set in clear resin on silver wires. Light enough to forget.',
      vendor: 'Tideline Silver',
      productType: 'Earrings',
      tags: ['silver', 'jewellery', 'gift'],
      pictures: [{ motif: 'earrings', palette: 'sage', alt: 'A pair of drop earrings' }],
      variants: [{ sku: 'EAR-WILD', price: 2900, weightGrams: 25, stock: 19 }],
    },
    {
      slug: 'hammered-hoops',
      title: 'Hammered hoops',
      description:
        'Hoops of recycled metal with a surface that catches light like water. Sold as a pair, with butterfly backs.',
      vendor: 'Tideline Silver',
      productType: 'Earrings',
      tags: ['silver', 'jewellery'],
      pictures: [
        { motif: 'earrings', palette: 'dusk', alt: 'A pair of earrings with round drops' },
      ],
      variants: [
        {
          sku: 'EAR-HOOP-SILVER',
          options: { Metal: 'Silver' },
          price: 3800,
          weightGrams: 25,
          stock: 16,
        },
        {
          sku: 'EAR-HOOP-GOLD',
          options: { Metal: 'Gold-plated silver' },
          price: 4600,
          weightGrams: 25,
          stock: 7,
        },
      ],
    },
    {
      slug: 'hand-sewn-notebook',
      title: 'Hand-sewn notebook',
      description:
        'A5, 128 pages of 120 g paper that takes a fountain pen, sewn in sections so that it lies flat. Covered in cloth from our own remnants.',
      vendor: 'Packhorse Press',
      productType: 'Notebooks',
      tags: ['paper', 'stationery', 'bestseller', 'gift'],
      pictures: [{ motif: 'notebook', palette: 'dusk', alt: 'Cloth-bound blue notebook' }],
      variants: [
        {
          sku: 'NOTE-A5-PLAIN',
          options: { Pages: 'Plain' },
          price: 1650,
          weightGrams: 310,
          stock: 30,
          gtin: '2000000000138',
        },
        {
          sku: 'NOTE-A5-RULED',
          options: { Pages: 'Ruled' },
          price: 1650,
          weightGrams: 310,
          stock: 27,
          gtin: '2000000000145',
        },
      ],
    },
    {
      slug: 'fern-linocut',
      title: 'Fern linocut',
      description:
        'Cut in lino and printed by hand on Japanese paper, in an edition of 150, signed and numbered in pencil. The frame is oak, with real glass.',
      vendor: 'Packhorse Press',
      productType: 'Prints',
      tags: ['paper', 'print', 'botanical'],
      pictures: [
        { motif: 'print', palette: 'sage', alt: 'Framed print of a fern in green and orange' },
      ],
      variants: [
        {
          sku: 'PRINT-FERN-A4',
          options: { Size: 'A4', Frame: 'Unframed' },
          price: 2800,
          weightGrams: 120,
          stock: 41,
        },
        {
          sku: 'PRINT-FERN-A4-OAK',
          options: { Size: 'A4', Frame: 'Oak' },
          price: 5800,
          weightGrams: 1100,
          stock: 9,
        },
        {
          sku: 'PRINT-FERN-A3',
          options: { Size: 'A3', Frame: 'Unframed' },
          price: 4200,
          weightGrams: 180,
          stock: 23,
        },
        {
          sku: 'PRINT-FERN-A3-OAK',
          options: { Size: 'A3', Frame: 'Oak' },
          price: 8400,
          weightGrams: 1900,
          stock: 4,
        },
      ],
    },
    {
      slug: 'moor-print',
      title: 'Moor at dusk, print',
      description:
        'Three colours, three blocks: the tops above Haworth as the light goes. A4 on cotton paper, in an open edition.',
      vendor: 'Packhorse Press',
      productType: 'Prints',
      tags: ['paper', 'print', 'landscape'],
      pictures: [
        { motif: 'print', palette: 'dusk', alt: 'Framed print of blue hills under a low sun' },
      ],
      variants: [{ sku: 'PRINT-MOOR', price: 2400, weightGrams: 120, stock: 38 }],
    },
    {
      slug: 'winter-fern-linocut',
      title: 'Winter fern linocut',
      description:
        'This year’s winter print. The block is cut and the paper is ordered; it comes out on the first of December.',
      vendor: 'Packhorse Press',
      productType: 'Prints',
      tags: ['paper', 'print', 'winter'],
      draft: true,
      pictures: [
        { motif: 'print', palette: 'rose', alt: 'Framed print of a fern in red and green' },
      ],
      variants: [{ sku: 'PRINT-WINTER', price: 3000, weightGrams: 120, stock: 60 }],
    },
  ],
}

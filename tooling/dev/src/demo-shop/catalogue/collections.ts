import type { DemoCollection } from './demo-product.ts'
import { home } from './home.ts'
import { keepsakes } from './keepsakes.ts'
import { tableware } from './tableware.ts'
import { textiles } from './textiles.ts'

/** All the demo shop sells. */
export const collections: readonly DemoCollection[] = [tableware, textiles, home, keepsakes]

import type { OrderDraft } from '@cartwright/domain/orders/order-from-cart'

/** Shapes of the JSON columns. They are written by this package alone, so reading trusts them. */

export interface Address {
  readonly name: string
  readonly company?: string
  readonly line1: string
  readonly line2?: string
  readonly city: string
  readonly region?: string
  readonly postalCode?: string
  readonly country: string
  readonly phone?: string
}

export interface ProductOption {
  readonly name: string
  readonly values: string[]
}

export interface PersonalisationField {
  readonly key: string
  readonly label: string
  readonly type: 'text' | 'longtext' | 'number' | 'date' | 'boolean' | 'url' | 'email' | 'image'
  readonly required: boolean
  readonly maxLength?: number
}

export interface Personalisation {
  readonly fields: PersonalisationField[]
}

/** The buyer, as the shop that minted an embed session names them. */
export interface EmbedActor {
  readonly externalId: string
  readonly displayName?: string
  readonly email?: string
}

/** Answers to the fields of a personalisation form, by their keys; of pictures the address. */
export type FormValues = Readonly<Record<string, string | number | boolean>>

export interface TaxLine {
  readonly name: string
  readonly rateBasisPoints: number
  readonly amount: number
}

export interface AppliedDiscount {
  readonly discountId: string
  readonly code: string | null
  readonly title: string
  readonly type: string
  readonly amount: number
}

export interface ChosenShippingMethod {
  readonly id: string
  readonly name: string
  readonly price: number
}

/** The order as it was priced for one checkout session, and where its payment page leads. */
export interface CheckoutDraft extends OrderDraft<Address> {
  readonly successUrl: string
  readonly cancelUrl: string
}

export interface RefundLine {
  readonly orderLineId: string
  readonly quantity: number
}

export interface StorePolicies {
  readonly returns?: string | null
  readonly privacy?: string | null
  readonly terms?: string | null
}

export interface StoreEmailSettings {
  readonly fromName?: string | null
  readonly fromAddress?: string | null
  readonly provider?: 'platform' | 'smtp'
  readonly smtp?: {
    readonly host: string
    readonly port: number
    readonly secure: boolean
    readonly username: string
    /** Sealed with the process's key; never the password itself. */
    readonly sealedPassword: string
  }
}

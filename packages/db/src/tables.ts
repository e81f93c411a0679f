// Generated from the migrations by `npm run generate`; do not edit.
import type { ColumnType, Generated } from 'kysely'

import type {
  Address,
  AppliedDiscount,
  CheckoutDraft,
  ChosenShippingMethod,
  EmbedActor,
  FormValues,
  Personalisation,
  ProductOption,
  RefundLine,
  StoreEmailSettings,
  StorePolicies,
  TaxLine,
} from './json-columns.ts'

export type Timestamp = ColumnType<Date, Date | string, Date | string>

export interface AccountsTable {
  id: string
  userId: string
  accountId: string
  providerId: string
  issuer: string | null
  accessToken: string | null
  refreshToken: string | null
  idToken: string | null
  accessTokenExpiresAt: Timestamp | null
  refreshTokenExpiresAt: Timestamp | null
  scope: string | null
  password: string | null
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
  updatedAt: ColumnType<Date, Date | string | undefined, Date | string>
}

export interface ApiKeysTable {
  storeId: string
  id: string
  name: string
  prefix: string
  scopes: string[]
  createdBy: string | null
  lastUsedAt: Timestamp | null
  expiresAt: Timestamp | null
  revokedAt: Timestamp | null
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
}

export interface AuditLogTable {
  storeId: string
  id: string
  actorKind: 'user' | 'api_key' | 'system'
  actorId: string | null
  action: string
  subjectType: string | null
  subjectId: string | null
  requestId: string | null
  detail: Generated<Record<string, unknown>>
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
}

export interface CartItemsTable {
  storeId: string
  id: string
  cartId: string
  variantId: string
  productId: string
  productSlug: Generated<string>
  title: Generated<string>
  variantTitle: Generated<string>
  sku: Generated<string>
  quantity: number
  seenPrice: number
  personalisation: unknown
  personalisationKey: Generated<string>
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
}

export interface CartsTable {
  storeId: string
  id: string
  status: Generated<'open' | 'checkout' | 'completed' | 'expired'>
  currency: string
  customerEmail: string | null
  shippingAddress: Address | null
  shippingMethodId: string | null
  note: string | null
  discountCodes: Generated<string[]>
  version: Generated<number>
  expiresAt: Timestamp
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
  updatedAt: ColumnType<Date, Date | string | undefined, Date | string>
}

export interface CheckoutSessionsTable {
  storeId: string
  id: string
  cartId: string
  cartVersion: number
  accountId: string
  providerSessionId: string | null
  url: string | null
  status: Generated<'creating' | 'open' | 'superseded' | 'expired' | 'paid' | 'refunded' | 'failed'>
  currency: string
  amountTotal: number
  customerEmail: string
  acceptsMarketing: Generated<boolean>
  draft: CheckoutDraft
  requestKey: string
  expiresAt: Timestamp
  refundReference: string | null
  refundAttempts: Generated<number>
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
  updatedAt: ColumnType<Date, Date | string | undefined, Date | string>
}

export interface CollectionProductsTable {
  storeId: string
  collectionId: string
  productId: string
  position: number
}

export interface CollectionsTable {
  storeId: string
  id: string
  slug: string
  title: string
  description: Generated<string>
  imageMediaId: string | null
  kind: Generated<'manual' | 'automatic'>
  rules: unknown
  sort: Generated<string>
  seoTitle: string | null
  seoDescription: string | null
  version: Generated<number>
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
  updatedAt: ColumnType<Date, Date | string | undefined, Date | string>
}

export interface CredentialsTable {
  secretHash: Buffer
  kind: 'api_key' | 'storefront_token'
  storeId: string
  subjectId: string
  expiresAt: Timestamp | null
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
}

export interface CustomersTable {
  storeId: string
  id: string
  email: string
  emailKey: string
  firstName: string | null
  lastName: string | null
  phone: string | null
  tags: Generated<string[]>
  note: string | null
  acceptsMarketing: Generated<boolean>
  marketingState: Generated<'subscribed' | 'pending' | 'unsubscribed' | 'never'>
  marketingSource: string | null
  marketingAt: Timestamp | null
  addresses: Generated<Address[]>
  ordersCount: Generated<number>
  totalSpent: Generated<number>
  firstOrderAt: Timestamp | null
  lastOrderAt: Timestamp | null
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
  updatedAt: ColumnType<Date, Date | string | undefined, Date | string>
}

export interface DiscountRedemptionsTable {
  storeId: string
  orderId: string
  discountId: string
  customerId: string
  amount: number
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
}

export interface DiscountsTable {
  storeId: string
  id: string
  code: string | null
  codeKey: string | null
  title: string
  type: 'percentage' | 'fixed_amount' | 'free_shipping' | 'buy_x_get_y'
  class: 'product' | 'order' | 'shipping'
  value: number
  isActive: Generated<boolean>
  usageLimit: number | null
  usedCount: Generated<number>
  perCustomerLimit: number | null
  startsAt: Timestamp | null
  endsAt: Timestamp | null
  minimumOrderAmount: number | null
  minimumQuantity: number | null
  scope: Generated<'order' | 'products' | 'collections'>
  targetIds: Generated<string[]>
  combinesWith: Generated<('product' | 'order' | 'shipping')[]>
  buyXGetY: unknown
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
  updatedAt: ColumnType<Date, Date | string | undefined, Date | string>
}

export interface EmailMessagesTable {
  storeId: string
  id: string
  kind: string
  subjectId: string
  recipient: string
  status: 'sending' | 'sent' | 'failed'
  attempts: Generated<number>
  failure: string | null
  claimedAt: ColumnType<Date, Date | string | undefined, Date | string>
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
  sentAt: Timestamp | null
}

export interface EmbedSessionsTable {
  storeId: string
  id: string
  productId: string
  mode: 'fill' | 'view'
  maySubmit: boolean
  actor: EmbedActor
  prefill: Generated<FormValues>
  redirectUrl: string | null
  renewTokenHash: Buffer
  expiresAt: Timestamp
  imageCount: Generated<number>
  createdBy: string
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
}

export interface FormSubmissionsTable {
  storeId: string
  id: string
  sessionId: string
  productId: string
  actor: EmbedActor
  data: FormValues
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
}

export interface FulfilmentLinesTable {
  storeId: string
  fulfilmentId: string
  orderLineId: string
  quantity: number
}

export interface FulfilmentsTable {
  storeId: string
  id: string
  orderId: string
  status: 'shipped' | 'delivered' | 'cancelled'
  carrier: string | null
  trackingNumber: string | null
  trackingUrl: string | null
  shippedAt: Timestamp
  deliveredAt: Timestamp | null
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
}

export interface IdempotencyKeysTable {
  storeId: string
  caller: string
  operation: string
  key: string
  requestHash: string
  status: 'running' | 'done'
  lockedUntil: Timestamp
  response: string | null
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
  expiresAt: Timestamp
}

export interface InboxEventsTable {
  provider: string
  account: Generated<string>
  eventId: string
  type: string
  storeId: string | null
  payload: unknown
  status: Generated<'received' | 'processed' | 'ignored' | 'failed'>
  failure: string | null
  receivedAt: ColumnType<Date, Date | string | undefined, Date | string>
  processedAt: Timestamp | null
}

export interface IssuesTable {
  storeId: string
  id: string
  severity: 'info' | 'warning' | 'critical'
  kind: string
  title: string
  detail: string | null
  subjectType: Generated<string>
  subjectId: Generated<string>
  occurrences: Generated<number>
  status: Generated<'open' | 'resolved'>
  firstSeenAt: ColumnType<Date, Date | string | undefined, Date | string>
  lastSeenAt: ColumnType<Date, Date | string | undefined, Date | string>
  resolvedAt: Timestamp | null
}

export interface JwksTable {
  id: string
  publicKey: string
  privateKey: string
  alg: string | null
  crv: string | null
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
  expiresAt: Timestamp | null
}

export interface MediaTable {
  storeId: string
  id: string
  key: string
  filename: string
  kind: 'image' | 'video' | 'document'
  mimeType: string
  sizeBytes: number
  sha256: string | null
  width: number | null
  height: number | null
  placeholder: string | null
  alt: string | null
  source: 'upload' | 'remote' | 'presigned' | 'embed'
  purpose: Generated<string>
  retention: 'library' | 'managed'
  status: 'pending' | 'ready' | 'failed'
  failure: string | null
  sizes: Generated<Record<string, string>>
  createdBy: string | null
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
  updatedAt: ColumnType<Date, Date | string | undefined, Date | string>
  unreferencedAt: Timestamp | null
  uploadExpiresAt: Timestamp | null
  declaredSizeBytes: number | null
  pageCount: number | null
  durationMs: number | null
  embedSessionId: string | null
  processedAt: Timestamp | null
}

export interface MediaReferencesTable {
  storeId: string
  mediaId: string
  entityType: string
  entityId: string
  role: string
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
}

export interface MediaTombstonesTable {
  storeId: string
  key: string
  attempts: Generated<number>
  retryAt: Timestamp
  lastError: string | null
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
}

export interface MembersTable {
  storeId: string
  id: string
  userId: string
  role: 'owner' | 'admin' | 'editor' | 'viewer'
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
}

export interface OrderEventsTable {
  storeId: string
  id: string
  orderId: string
  type: string
  message: string
  actor: string
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
}

export interface OrderLinesTable {
  storeId: string
  id: string
  orderId: string
  position: number
  variantId: string
  productId: string
  title: string
  variantTitle: string
  sku: string
  imageUrl: string | null
  quantity: number
  unitPrice: number
  subtotal: number
  discount: number
  tax: number
  total: number
  stockTracked: boolean
  fulfilledQuantity: Generated<number>
  refundedQuantity: Generated<number>
  cancelledQuantity: Generated<number>
  personalisation: unknown
}

export interface OrdersTable {
  storeId: string
  id: string
  orderNumber: string
  cartId: string
  checkoutSessionId: string
  status: 'placed' | 'completed' | 'cancelled'
  paymentStatus: 'pending' | 'paid' | 'partially_refunded' | 'refunded' | 'failed' | 'disputed'
  fulfilmentStatus: 'unfulfilled' | 'partially_fulfilled' | 'fulfilled' | 'delivered' | 'returned'
  currency: string
  subtotal: number
  itemDiscount: number
  orderDiscount: number
  shipping: number
  shippingDiscount: number
  tax: number
  total: number
  shippingTax: Generated<number>
  taxIncluded: boolean
  taxLines: Generated<TaxLine[]>
  discounts: Generated<AppliedDiscount[]>
  customerId: string
  email: string
  shippingAddress: Address | null
  billingAddress: Address | null
  shippingMethod: ChosenShippingMethod | null
  cancelReason: string | null
  trackingToken: string
  version: Generated<number>
  placedAt: Timestamp
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
  updatedAt: ColumnType<Date, Date | string | undefined, Date | string>
}

export interface OutboxEventsTable {
  storeId: string
  id: string
  type: string
  payload: unknown
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
  dispatchedAt: Timestamp | null
}

export interface PaymentsTable {
  storeId: string
  id: string
  orderId: string
  provider: string
  accountId: string
  providerSessionId: string
  reference: string | null
  amount: number
  currency: string
  status: 'pending' | 'paid' | 'partially_refunded' | 'refunded' | 'failed' | 'disputed'
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
}

export interface ProductMediaTable {
  storeId: string
  id: string
  productId: string
  mediaId: string
  isMain: Generated<boolean>
  sortOrder: Generated<number>
  title: Generated<string>
  alt: string | null
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
}

export interface ProductSlugsTable {
  storeId: string
  slug: string
  productId: string
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
}

export interface ProductsTable {
  storeId: string
  id: string
  slug: string
  title: string
  description: Generated<string>
  status: 'draft' | 'active' | 'archived'
  vendor: string | null
  productType: string | null
  tags: Generated<string[]>
  options: Generated<ProductOption[]>
  seoTitle: string | null
  seoDescription: string | null
  personalisation: Personalisation | null
  minPrice: Generated<number>
  maxPrice: Generated<number>
  searchText: Generated<string>
  ratingSum: Generated<number>
  ratingCount: Generated<number>
  unitsSold: Generated<number>
  version: Generated<number>
  publishedAt: Timestamp | null
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
  updatedAt: ColumnType<Date, Date | string | undefined, Date | string>
}

export interface RefundsTable {
  storeId: string
  id: string
  orderId: string
  paymentId: string
  amount: number
  currency: string
  reason: string
  lines: Generated<RefundLine[]>
  restock: Generated<boolean>
  status: 'pending' | 'succeeded' | 'failed'
  operationKey: string
  providerReference: string | null
  failure: string | null
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
  updatedAt: ColumnType<Date, Date | string | undefined, Date | string>
}

export interface SessionsTable {
  id: string
  userId: string
  token: string
  ipAddress: string | null
  userAgent: string | null
  expiresAt: Timestamp
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
  updatedAt: ColumnType<Date, Date | string | undefined, Date | string>
}

export interface ShippingMethodsTable {
  storeId: string
  id: string
  zoneId: string
  position: number
  name: string
  description: string | null
  price: number
  freeAbove: number | null
  minWeightGrams: number | null
  maxWeightGrams: number | null
  minSubtotal: number | null
  maxSubtotal: number | null
  estimatedMinDays: number | null
  estimatedMaxDays: number | null
}

export interface ShippingZonesTable {
  storeId: string
  id: string
  name: string
  countries: string[]
  regions: Generated<string[]>
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
  updatedAt: ColumnType<Date, Date | string | undefined, Date | string>
}

export interface StockHoldsTable {
  storeId: string
  variantId: string
  cartId: string
  quantity: number
  expiresAt: Timestamp
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
}

export interface StockMovementsTable {
  storeId: string
  id: string
  variantId: string
  kind: 'receive' | 'hold' | 'allocate' | 'ship' | 'release' | 'adjust'
  onHandDelta: Generated<number>
  reservedDelta: Generated<number>
  heldDelta: Generated<number>
  onHandBefore: number
  onHandAfter: number
  reason: string
  note: string | null
  actor: string
  cartId: string | null
  orderId: string | null
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
}

export interface StorefrontTokensTable {
  storeId: string
  id: string
  name: string
  prefix: string
  scopes: Generated<string[]>
  allowedOrigins: Generated<string[]>
  createdBy: string | null
  lastUsedAt: Timestamp | null
  expiresAt: Timestamp | null
  revokedAt: Timestamp | null
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
}

export interface StoresTable {
  id: string
  slug: string
  name: string
  description: string | null
  logoMediaId: string | null
  currency: string
  country: string
  locale: Generated<string>
  supportEmail: string | null
  orderPrefix: Generated<string>
  taxIncluded: Generated<boolean>
  taxRounding: Generated<'per_line' | 'per_order'>
  domain: string | null
  newsletterDoubleOptIn: Generated<boolean>
  reviewAutoApprove: Generated<boolean>
  holdMinutes: Generated<number>
  embedAllowedOrigins: Generated<string[]>
  policies: Generated<StorePolicies>
  emailSettings: Generated<StoreEmailSettings>
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
  updatedAt: ColumnType<Date, Date | string | undefined, Date | string>
  mediaQuotaBytes: Generated<number>
  mediaGraceDays: Generated<number>
}

export interface StripeAccountsTable {
  accountId: string
  storeId: string
  isCurrent: Generated<boolean>
  chargesEnabled: Generated<boolean>
  payoutsEnabled: Generated<boolean>
  detailsSubmitted: Generated<boolean>
  requirements: Generated<string[]>
  checkedAt: Timestamp | null
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
}

export interface TaxRatesTable {
  storeId: string
  id: string
  name: string
  country: string
  region: string | null
  rateBasisPoints: number
  taxCode: string | null
  appliesToShipping: Generated<boolean>
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
  updatedAt: ColumnType<Date, Date | string | undefined, Date | string>
}

export interface UsersTable {
  id: string
  email: string
  emailVerified: Generated<boolean>
  name: string
  image: string | null
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
  updatedAt: ColumnType<Date, Date | string | undefined, Date | string>
}

export interface VariantsTable {
  storeId: string
  id: string
  productId: string
  position: number
  sku: string
  gtin: string | null
  gtinKey: string | null
  title: string
  optionValues: Generated<Record<string, string>>
  price: number
  compareAtPrice: number | null
  cost: number | null
  taxCode: string | null
  weightGrams: number | null
  imageMediaId: string | null
  trackInventory: Generated<boolean>
  allowBackorder: Generated<boolean>
  onHand: Generated<number>
  reserved: Generated<number>
  lowStockThreshold: number | null
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
  updatedAt: ColumnType<Date, Date | string | undefined, Date | string>
}

export interface VerificationsTable {
  id: string
  identifier: string
  value: string
  expiresAt: Timestamp
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>
  updatedAt: ColumnType<Date, Date | string | undefined, Date | string>
}

export interface DB {
  accounts: AccountsTable
  apiKeys: ApiKeysTable
  auditLog: AuditLogTable
  cartItems: CartItemsTable
  carts: CartsTable
  checkoutSessions: CheckoutSessionsTable
  collectionProducts: CollectionProductsTable
  collections: CollectionsTable
  credentials: CredentialsTable
  customers: CustomersTable
  discountRedemptions: DiscountRedemptionsTable
  discounts: DiscountsTable
  emailMessages: EmailMessagesTable
  embedSessions: EmbedSessionsTable
  formSubmissions: FormSubmissionsTable
  fulfilmentLines: FulfilmentLinesTable
  fulfilments: FulfilmentsTable
  idempotencyKeys: IdempotencyKeysTable
  inboxEvents: InboxEventsTable
  issues: IssuesTable
  jwks: JwksTable
  media: MediaTable
  mediaReferences: MediaReferencesTable
  mediaTombstones: MediaTombstonesTable
  members: MembersTable
  orderEvents: OrderEventsTable
  orderLines: OrderLinesTable
  orders: OrdersTable
  outboxEvents: OutboxEventsTable
  payments: PaymentsTable
  productMedia: ProductMediaTable
  productSlugs: ProductSlugsTable
  products: ProductsTable
  refunds: RefundsTable
  sessions: SessionsTable
  shippingMethods: ShippingMethodsTable
  shippingZones: ShippingZonesTable
  stockHolds: StockHoldsTable
  stockMovements: StockMovementsTable
  storefrontTokens: StorefrontTokensTable
  stores: StoresTable
  stripeAccounts: StripeAccountsTable
  taxRates: TaxRatesTable
  users: UsersTable
  variants: VariantsTable
  verifications: VerificationsTable
}

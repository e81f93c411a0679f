-- From cart to delivered parcel: discounts, shipping, tax, carts, stock, orders, money.

create table discounts (
  store_id uuid not null references stores (id) on delete cascade,
  id uuid not null,
  code text,
  -- trimmed and lower-cased: codes match case-insensitively
  code_key text,
  title text not null,
  type text not null check (type in ('percentage', 'fixed_amount', 'free_shipping', 'buy_x_get_y')),
  class text not null check (class in ('product', 'order', 'shipping')),
  -- percentage: hundredths of a percent; fixed_amount: minor units
  value bigint not null check (value >= 0),
  is_active boolean not null default true,
  usage_limit integer check (usage_limit >= 1),
  used_count integer not null default 0,
  per_customer_limit integer check (per_customer_limit >= 1),
  starts_at timestamptz,
  ends_at timestamptz,
  minimum_order_amount bigint,
  minimum_quantity integer,
  scope text not null default 'order' check (scope in ('order', 'products', 'collections')),
  target_ids uuid[] not null default '{}',
  combines_with text[] not null default '{}',
  buy_x_get_y jsonb,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (store_id, id),
  constraint discounts_code_key unique (store_id, code_key),
  constraint discounts_used_within_limit check (used_count >= 0 and used_count <= coalesce(usage_limit, used_count))
);
create index discounts_newest on discounts (store_id, created_at desc, id desc);
create index discounts_automatic on discounts (store_id) where code is null and is_active;

create table shipping_zones (
  store_id uuid not null references stores (id) on delete cascade,
  id uuid not null,
  name text not null,
  countries text[] not null,
  regions text[] not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (store_id, id)
);

create table shipping_methods (
  store_id uuid not null,
  id uuid not null,
  zone_id uuid not null,
  position integer not null,
  name text not null,
  description text,
  price bigint not null check (price >= 0),
  free_above bigint,
  min_weight_grams integer,
  max_weight_grams integer,
  min_subtotal bigint,
  max_subtotal bigint,
  estimated_min_days integer,
  estimated_max_days integer,
  primary key (store_id, id),
  foreign key (store_id, zone_id) references shipping_zones (store_id, id) on delete cascade
);
create index shipping_methods_zone on shipping_methods (store_id, zone_id, position);

create table tax_rates (
  store_id uuid not null references stores (id) on delete cascade,
  id uuid not null,
  name text not null,
  country text not null,
  region text,
  rate_basis_points integer not null check (rate_basis_points between 0 and 10000),
  tax_code text,
  applies_to_shipping boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (store_id, id),
  constraint tax_rates_place_key unique nulls not distinct (store_id, country, region, tax_code)
);

create table customers (
  store_id uuid not null references stores (id) on delete cascade,
  id uuid not null,
  email text not null,
  email_key text not null,
  first_name text,
  last_name text,
  phone text,
  tags text[] not null default '{}',
  note text,
  accepts_marketing boolean not null default false,
  marketing_state text not null default 'never'
    check (marketing_state in ('subscribed', 'pending', 'unsubscribed', 'never')),
  marketing_source text,
  marketing_at timestamptz,
  addresses jsonb not null default '[]',
  orders_count integer not null default 0,
  total_spent bigint not null default 0,
  first_order_at timestamptz,
  last_order_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (store_id, id),
  constraint customers_email_key unique (store_id, email_key)
);

create table carts (
  store_id uuid not null references stores (id) on delete cascade,
  id text not null check (id ~ '^cart_[0-9a-f]{16}$'),
  status text not null default 'open' check (status in ('open', 'checkout', 'completed', 'expired')),
  currency text not null,
  customer_email text,
  shipping_address jsonb,
  shipping_method_id uuid,
  note text,
  -- as typed by the buyer, in the order they were applied
  discount_codes text[] not null default '{}',
  version integer not null default 1,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (store_id, id)
);
create index carts_expiry on carts (expires_at) where status in ('open', 'checkout');

create table cart_items (
  store_id uuid not null,
  id uuid not null,
  cart_id text not null,
  variant_id uuid not null,
  -- what it was when it was added: shown when the variant is gone, hence no foreign key
  product_id uuid not null,
  product_slug text not null default '',
  title text not null default '',
  variant_title text not null default '',
  sku text not null default '',
  quantity integer not null check (quantity between 1 and 999),
  -- the price the buyer last saw; a different one now is a price_changed notice
  seen_price bigint not null,
  personalisation jsonb,
  -- lines are equal when variant and this are
  personalisation_key text not null default '',
  created_at timestamptz not null default now(),
  primary key (store_id, id),
  foreign key (store_id, cart_id) references carts (store_id, id) on delete cascade,
  constraint cart_items_line_key unique (store_id, cart_id, variant_id, personalisation_key)
);

-- One attempt to pay for one version of a cart. `draft` is the order as it was priced then;
-- the order is made from it, so a cart edited afterwards cannot change what was paid for.
create table checkout_sessions (
  store_id uuid not null,
  id uuid not null,
  cart_id text not null,
  cart_version integer not null,
  account_id text not null,
  provider_session_id text,
  url text,
  status text not null default 'creating'
    check (status in ('creating', 'open', 'superseded', 'expired', 'paid', 'refunded', 'failed')),
  currency text not null,
  amount_total bigint not null,
  customer_email text not null,
  accepts_marketing boolean not null default false,
  draft jsonb not null,
  request_key text not null,
  expires_at timestamptz not null,
  -- set once the money of a session that became no order was given back
  refund_reference text,
  -- definite failures so far: each needs a new idempotency key
  refund_attempts integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (store_id, id),
  foreign key (store_id, cart_id) references carts (store_id, id),
  constraint checkout_sessions_provider_key unique (store_id, provider_session_id),
  constraint checkout_sessions_request_key unique (store_id, request_key)
);
create index checkout_sessions_cart on checkout_sessions (store_id, cart_id, created_at desc);
create unique index checkout_sessions_living on checkout_sessions (store_id, cart_id)
  where status in ('creating', 'open');
create index checkout_sessions_waiting on checkout_sessions (expires_at)
  where status in ('creating', 'open', 'superseded');
create index checkout_sessions_owed on checkout_sessions (updated_at)
  where status = 'refunded' and refund_reference is null;

-- A lapsed hold (expires_at in the past) counts for nothing, whether or not it was swept yet.
create table stock_holds (
  store_id uuid not null,
  variant_id uuid not null,
  cart_id text not null,
  quantity integer not null check (quantity > 0),
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  primary key (store_id, variant_id, cart_id),
  foreign key (store_id, variant_id) references variants (store_id, id),
  foreign key (store_id, cart_id) references carts (store_id, id) on delete cascade
);
create index stock_holds_cart on stock_holds (store_id, cart_id);
create index stock_holds_expiry on stock_holds (expires_at);

-- Append-only. The sum of a column's deltas equals the variant's counter, always.
create table stock_movements (
  store_id uuid not null references stores (id) on delete cascade,
  id uuid not null,
  variant_id uuid not null,
  kind text not null check (kind in ('receive', 'hold', 'allocate', 'ship', 'release', 'adjust')),
  on_hand_delta integer not null default 0,
  reserved_delta integer not null default 0,
  held_delta integer not null default 0,
  on_hand_before integer not null,
  on_hand_after integer not null,
  reason text not null,
  note text,
  actor text not null,
  cart_id text,
  order_id uuid,
  created_at timestamptz not null default now(),
  primary key (store_id, id)
);
create index stock_movements_variant on stock_movements (store_id, variant_id, id desc);

-- Deleting a whole shop still takes its ledger along: a cascade runs one trigger deeper.
create function refuse_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and pg_trigger_depth() > 1 then
    return old;
  end if;
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger stock_movements_append_only before update or delete on stock_movements
  for each row execute function refuse_change();
create trigger audit_log_append_only before update or delete on audit_log
  for each row execute function refuse_change();

create table orders (
  store_id uuid not null references stores (id) on delete cascade,
  id uuid not null,
  order_number text not null,
  cart_id text not null,
  checkout_session_id uuid not null,
  status text not null check (status in ('placed', 'completed', 'cancelled')),
  payment_status text not null
    check (payment_status in ('pending', 'paid', 'partially_refunded', 'refunded', 'failed', 'disputed')),
  fulfilment_status text not null
    check (fulfilment_status in ('unfulfilled', 'partially_fulfilled', 'fulfilled', 'delivered', 'returned')),
  currency text not null,
  subtotal bigint not null,
  item_discount bigint not null,
  order_discount bigint not null,
  shipping bigint not null,
  shipping_discount bigint not null,
  tax bigint not null,
  total bigint not null check (total >= 0),
  shipping_tax bigint not null default 0,
  tax_included boolean not null,
  tax_lines jsonb not null default '[]',
  discounts jsonb not null default '[]',
  customer_id uuid not null,
  email text not null,
  shipping_address jsonb,
  billing_address jsonb,
  shipping_method jsonb,
  cancel_reason text,
  tracking_token text not null,
  version integer not null default 1,
  placed_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (store_id, id),
  foreign key (store_id, customer_id) references customers (store_id, id),
  constraint orders_number_key unique (store_id, order_number),
  constraint orders_cart_key unique (store_id, cart_id),
  constraint orders_tracking_key unique (store_id, tracking_token),
  constraint orders_parts_sum check (
    total = subtotal - item_discount - order_discount + shipping - shipping_discount
      + case when tax_included then 0 else tax end
  )
);
create index orders_newest on orders (store_id, placed_at desc, id desc);
create index orders_payment on orders (store_id, payment_status, placed_at desc);
create index orders_fulfilment on orders (store_id, fulfilment_status, placed_at desc);
create index orders_customer on orders (store_id, customer_id, placed_at desc);

create table order_lines (
  store_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  position integer not null,
  -- what was bought stays readable after the product is gone: no foreign key
  variant_id uuid not null,
  product_id uuid not null,
  title text not null,
  variant_title text not null,
  sku text not null,
  image_url text,
  quantity integer not null check (quantity > 0),
  unit_price bigint not null,
  subtotal bigint not null,
  discount bigint not null,
  tax bigint not null,
  total bigint not null,
  -- stock was allocated for this line (false: untracked)
  stock_tracked boolean not null,
  fulfilled_quantity integer not null default 0,
  refunded_quantity integer not null default 0,
  cancelled_quantity integer not null default 0,
  personalisation jsonb,
  primary key (store_id, id),
  foreign key (store_id, order_id) references orders (store_id, id) on delete cascade,
  constraint order_lines_quantities check (
    fulfilled_quantity >= 0 and refunded_quantity >= 0 and cancelled_quantity >= 0
      and fulfilled_quantity + cancelled_quantity <= quantity and refunded_quantity <= quantity
  ),
  constraint order_lines_parts_sum check (total = subtotal - discount)
);
create index order_lines_order on order_lines (store_id, order_id, position);
create index order_lines_product on order_lines (store_id, product_id);

create table payments (
  store_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  provider text not null,
  account_id text not null,
  provider_session_id text not null,
  -- the payment intent; null when nothing had to be paid
  reference text,
  amount bigint not null check (amount >= 0),
  currency text not null,
  status text not null check (status in ('pending', 'paid', 'partially_refunded', 'refunded', 'failed', 'disputed')),
  created_at timestamptz not null default now(),
  primary key (store_id, id),
  foreign key (store_id, order_id) references orders (store_id, id) on delete cascade,
  constraint payments_session_key unique (store_id, provider, provider_session_id)
);
create index payments_order on payments (store_id, order_id);
create index payments_reference on payments (store_id, provider, reference);

create table refunds (
  store_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  payment_id uuid not null,
  amount bigint not null check (amount > 0),
  currency text not null,
  reason text not null,
  lines jsonb not null default '[]',
  restock boolean not null default false,
  status text not null check (status in ('pending', 'succeeded', 'failed')),
  -- stored before the provider is called; the provider's idempotency key is made from it
  operation_key text not null,
  provider_reference text,
  failure text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (store_id, id),
  foreign key (store_id, order_id) references orders (store_id, id) on delete cascade,
  foreign key (store_id, payment_id) references payments (store_id, id) on delete cascade,
  constraint refunds_operation_key unique (store_id, operation_key)
);
create index refunds_order on refunds (store_id, order_id);
create index refunds_pending on refunds (created_at) where status = 'pending';
create index refunds_waiting on refunds (created_at) where status = 'pending';

create table fulfilments (
  store_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  status text not null check (status in ('shipped', 'delivered', 'cancelled')),
  carrier text,
  tracking_number text,
  tracking_url text,
  shipped_at timestamptz not null,
  delivered_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (store_id, id),
  foreign key (store_id, order_id) references orders (store_id, id) on delete cascade
);
create index fulfilments_order on fulfilments (store_id, order_id);

create table fulfilment_lines (
  store_id uuid not null,
  fulfilment_id uuid not null,
  order_line_id uuid not null,
  quantity integer not null check (quantity > 0),
  primary key (store_id, fulfilment_id, order_line_id),
  foreign key (store_id, fulfilment_id) references fulfilments (store_id, id) on delete cascade,
  foreign key (store_id, order_line_id) references order_lines (store_id, id) on delete cascade
);

create table order_events (
  store_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  type text not null,
  message text not null,
  actor text not null,
  created_at timestamptz not null default now(),
  primary key (store_id, id),
  foreign key (store_id, order_id) references orders (store_id, id) on delete cascade
);
create index order_events_order on order_events (store_id, order_id, id);

create table discount_redemptions (
  store_id uuid not null,
  order_id uuid not null,
  discount_id uuid not null,
  customer_id uuid not null,
  amount bigint not null,
  created_at timestamptz not null default now(),
  primary key (store_id, order_id, discount_id),
  foreign key (store_id, order_id) references orders (store_id, id) on delete cascade
);
create index discount_redemptions_customer on discount_redemptions (store_id, discount_id, customer_id);

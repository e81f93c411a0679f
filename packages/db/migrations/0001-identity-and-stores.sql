-- People, shops, and who may act for a shop.
-- Tables without a store_id are the directory: they exist before the store of a request is known.

create table users (
  id uuid primary key,
  email text not null,
  email_verified boolean not null default false,
  name text not null,
  image text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint users_email_key unique (email),
  constraint users_email_normalised check (email = lower(email))
);

create table sessions (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  token text not null unique,
  ip_address text,
  user_agent text,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index sessions_user on sessions (user_id);

create table accounts (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  account_id text not null,
  provider_id text not null,
  issuer text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index accounts_user on accounts (user_id);

create table verifications (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verifications_identifier on verifications (identifier);
create index verifications_value on verifications (value);

create table jwks (
  id uuid primary key,
  public_key text not null,
  private_key text not null,
  alg text,
  crv text,
  created_at timestamptz not null default now(),
  expires_at timestamptz
);

create table stores (
  id uuid primary key,
  slug text not null,
  name text not null,
  description text,
  logo_media_id uuid,
  currency text not null,
  country text not null,
  locale text not null default 'en-GB',
  support_email text,
  order_prefix text not null default 'CC',
  tax_included boolean not null default true,
  tax_rounding text not null default 'per_line' check (tax_rounding in ('per_line', 'per_order')),
  domain text,
  newsletter_double_opt_in boolean not null default true,
  review_auto_approve boolean not null default false,
  hold_minutes integer not null default 30 check (hold_minutes between 30 and 1440),
  embed_allowed_origins text[] not null default '{}',
  policies jsonb not null default '{}',
  -- sender name and address, provider, and an SMTP password that is sealed before it comes here
  email_settings jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint stores_slug_key unique (slug),
  constraint stores_domain_key unique (domain),
  constraint stores_currency_code check (currency ~ '^[A-Z]{3}$'),
  constraint stores_country_code check (country ~ '^[A-Z]{2}$')
);

create table members (
  store_id uuid not null references stores (id) on delete cascade,
  id uuid not null,
  user_id uuid not null references users (id) on delete cascade,
  role text not null check (role in ('owner', 'admin', 'editor', 'viewer')),
  created_at timestamptz not null default now(),
  primary key (store_id, id),
  constraint members_user_key unique (store_id, user_id)
);
create index members_user on members (user_id);

create table api_keys (
  store_id uuid not null references stores (id) on delete cascade,
  id uuid not null,
  name text not null,
  prefix text not null,
  scopes text[] not null,
  created_by uuid,
  last_used_at timestamptz,
  expires_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (store_id, id)
);

create table storefront_tokens (
  store_id uuid not null references stores (id) on delete cascade,
  id uuid not null,
  name text not null,
  prefix text not null,
  scopes text[] not null default '{live}',
  allowed_origins text[] not null default '{}',
  created_by uuid,
  last_used_at timestamptz,
  expires_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (store_id, id)
);

-- Which shop and credential a secret opens. One row per living secret: during a rotation the old
-- and the new secret both have one. Only the SHA-256 of a secret is ever stored.
create table credentials (
  secret_hash bytea primary key,
  kind text not null check (kind in ('api_key', 'storefront_token')),
  store_id uuid not null references stores (id) on delete cascade,
  subject_id uuid not null,
  expires_at timestamptz,
  created_at timestamptz not null default now()
);
create index credentials_subject on credentials (store_id, subject_id);

create table stripe_accounts (
  account_id text primary key,
  store_id uuid not null references stores (id) on delete cascade,
  is_current boolean not null default true,
  charges_enabled boolean not null default false,
  payouts_enabled boolean not null default false,
  details_submitted boolean not null default false,
  requirements text[] not null default '{}',
  checked_at timestamptz,
  created_at timestamptz not null default now()
);
-- A former account stays mapped, so that its late webhooks still find their shop.
create unique index stripe_accounts_current on stripe_accounts (store_id) where is_current;

create table audit_log (
  store_id uuid not null references stores (id) on delete cascade,
  id uuid not null,
  actor_kind text not null check (actor_kind in ('user', 'api_key', 'system')),
  actor_id text,
  action text not null,
  subject_type text,
  subject_id text,
  request_id text,
  detail jsonb not null default '{}',
  created_at timestamptz not null default now(),
  primary key (store_id, id)
);

create table issues (
  store_id uuid not null references stores (id) on delete cascade,
  id uuid not null,
  severity text not null check (severity in ('info', 'warning', 'critical')),
  kind text not null,
  title text not null,
  detail text,
  subject_type text not null default '',
  subject_id text not null default '',
  occurrences integer not null default 1,
  status text not null default 'open' check (status in ('open', 'resolved')),
  first_seen_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  resolved_at timestamptz,
  primary key (store_id, id)
);
create unique index issues_open on issues (store_id, kind, subject_type, subject_id) where status = 'open';

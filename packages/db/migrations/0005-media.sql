-- The media library grows: uploads that go straight to storage, what collection needs to know, the
-- sessions of embedded forms and what buyers sent with them.

alter table stores
  -- bytes of originals a store may keep; 0: no limit
  add column media_quota_bytes bigint not null default 0 check (media_quota_bytes >= 0),
  -- how long a file of a product or collection stays after nothing uses it any more
  add column media_grace_days integer not null default 7 check (media_grace_days between 0 and 365);

alter table media
  -- since when nothing uses this managed file; null while something does, or before it was noticed
  add column unreferenced_at timestamptz,
  -- of a pending row: until when its presigned upload may begin
  add column upload_expires_at timestamptz,
  -- of a pending row: at most so many bytes were announced
  add column declared_size_bytes bigint,
  add column page_count integer,
  add column duration_ms bigint,
  add column embed_session_id uuid,
  -- when the worker had described the file and made its copies
  add column processed_at timestamptz;

create index media_key on media (key);
create index media_pending on media (created_at) where status = 'pending';
create index media_undescribed on media (id) where status = 'ready' and processed_at is null;
create index media_unreferenced on media (store_id, unreferenced_at) where retention = 'managed';
-- The list shows ready files only, and finds any of its pages in one of these alone.
drop index media_newest;
create index media_ready_newest on media (store_id, created_at desc, id desc)
  where status = 'ready';
create index media_ready_kind_newest on media (store_id, kind, created_at desc, id desc)
  where status = 'ready';
-- With the store in it, so that what other stores call their files costs this one nothing.
create extension if not exists btree_gin;
create index media_search on media
  using gin (store_id, lower(filename || ' ' || coalesce(alt, '')) gin_trgm_ops);
create index media_embed_session on media (store_id, embed_session_id)
  where embed_session_id is not null;

-- Objects whose row is gone and that storage has not confirmed to have deleted. No foreign key: they
-- outlive even their store.
create table media_tombstones (
  store_id uuid not null,
  key text not null,
  attempts integer not null default 0,
  retry_at timestamptz not null,
  last_error text,
  created_at timestamptz not null default now(),
  primary key (store_id, key)
);
create index media_tombstones_due on media_tombstones (retry_at);
create index media_tombstones_key on media_tombstones (key);

-- A buyer's time with the form of one product, on a page of the shop.
create table embed_sessions (
  store_id uuid not null references stores (id) on delete cascade,
  id uuid not null,
  product_id uuid not null,
  mode text not null check (mode in ('fill', 'view')),
  may_submit boolean not null,
  actor jsonb not null,
  prefill jsonb not null default '{}',
  redirect_url text,
  -- SHA-256 of the one renew token that works
  renew_token_hash bytea not null,
  expires_at timestamptz not null,
  image_count integer not null default 0 check (image_count between 0 and 20),
  created_by text not null,
  created_at timestamptz not null default now(),
  primary key (store_id, id),
  foreign key (store_id, product_id) references products (store_id, id) on delete cascade,
  constraint embed_sessions_renewal unique (store_id, renew_token_hash)
);
create index embed_sessions_product on embed_sessions (store_id, product_id);
create index embed_sessions_expiry on embed_sessions (expires_at);
-- A preflight names the session alone.
create index embed_sessions_id on embed_sessions (id);

-- What a buyer filled in. It outlives its session and its product: an order line may name it.
create table form_submissions (
  store_id uuid not null references stores (id) on delete cascade,
  id uuid not null,
  session_id uuid not null,
  product_id uuid not null,
  actor jsonb not null,
  data jsonb not null,
  created_at timestamptz not null default now(),
  primary key (store_id, id)
);
create index form_submissions_product on form_submissions (store_id, product_id, created_at desc);

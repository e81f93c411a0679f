-- What a shop sells: media, products, variants with their stock counters, collections.

create extension if not exists pg_trgm;
create extension if not exists fuzzystrmatch;

create table media (
  store_id uuid not null references stores (id) on delete cascade,
  id uuid not null,
  key text not null,
  filename text not null,
  kind text not null check (kind in ('image', 'video', 'document')),
  mime_type text not null,
  size_bytes bigint not null check (size_bytes >= 0),
  sha256 text,
  width integer,
  height integer,
  placeholder text,
  alt text,
  source text not null check (source in ('upload', 'remote', 'presigned', 'embed')),
  purpose text not null default 'general',
  retention text not null check (retention in ('library', 'managed')),
  status text not null check (status in ('pending', 'ready', 'failed')),
  failure text,
  -- {"240": key, …}: the derivatives that exist
  sizes jsonb not null default '{}',
  created_by text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (store_id, id),
  constraint media_key_key unique (store_id, key)
);
create index media_newest on media (store_id, created_at desc, id desc);

alter table stores
  add constraint stores_logo foreign key (id, logo_media_id) references media (store_id, id)
  deferrable initially deferred;

-- The only truth about "in use".
create table media_references (
  store_id uuid not null,
  media_id uuid not null,
  entity_type text not null
    check (entity_type in ('product', 'variant', 'collection', 'store', 'form_submission', 'campaign', 'template')),
  entity_id uuid not null,
  role text not null,
  created_at timestamptz not null default now(),
  primary key (store_id, media_id, entity_type, entity_id, role),
  foreign key (store_id, media_id) references media (store_id, id)
);
create index media_references_entity on media_references (store_id, entity_type, entity_id);

create table products (
  store_id uuid not null references stores (id) on delete cascade,
  id uuid not null,
  slug text not null,
  title text not null,
  description text not null default '',
  status text not null check (status in ('draft', 'active', 'archived')),
  vendor text,
  product_type text,
  tags text[] not null default '{}',
  options jsonb not null default '[]',
  seo_title text,
  seo_description text,
  personalisation jsonb,
  -- of the variants, kept by the product writer: lists sort and filter by them
  min_price bigint not null default 0,
  max_price bigint not null default 0,
  -- title, tags, skus and description, lower case, for search
  search_text text not null default '',
  rating_sum integer not null default 0,
  rating_count integer not null default 0,
  units_sold bigint not null default 0,
  version integer not null default 1,
  published_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (store_id, id),
  constraint products_slug_key unique (store_id, slug)
);
create index products_newest on products (store_id, status, created_at desc, id desc);
create index products_created on products (store_id, created_at desc, id desc);
create index products_price on products (store_id, status, min_price, id);
create index products_title on products (store_id, status, title, id);
create index products_popular on products (store_id, status, units_sold desc, id desc);
create index products_tags on products using gin (tags);
create index products_search on products using gin (search_text gin_trgm_ops);

-- Which products of a store contain every one of these words, the longest first, despite typing
-- errors? The index finds texts that look a little like the first word; each word must then be there
-- as it is, or look much like a part of the text, or be within one or two edits of a word of it. A
-- better fit scores higher, a hit in the title most.
-- A function, because the threshold is a setting of the statement it runs in, and because comparing
-- a long text costs much more than the planner believes: it must not compare them all.
create function search_products(store uuid, words text[]) returns table (product_id uuid, score integer)
language sql stable parallel safe
set pg_trgm.word_similarity_threshold = 0.3
set enable_seqscan = off
as $$
  select p.id, fit.score
  from products p
  cross join lateral (
    select
      bool_and(hit.similarity >= 0.6) as is_match,
      round(1000 * avg(hit.similarity + word_similarity(hit.word, lower(p.title))))::integer as score
    from (
      select word, case
        when strpos(p.search_text, word) > 0 then 1
        when length(word) > 3 and exists (
          select 1 from regexp_split_to_table(p.search_text, '[^[:alnum:]]+') token
          where abs(length(token) - length(word)) <= 2 and length(token) < 200
            and levenshtein_less_equal(word, token, 2) <= case when length(word) < 6 then 1 else 2 end
        ) then 0.8
        else word_similarity(word, p.search_text) end as similarity
      from unnest(words) word where length(word) < 200
    ) hit
  ) fit
  where p.store_id = store and words[1] <% p.search_text and fit.is_match
$$;

-- Former slugs answer 301 to the present one.
create table product_slugs (
  store_id uuid not null,
  slug text not null,
  product_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (store_id, slug),
  foreign key (store_id, product_id) references products (store_id, id) on delete cascade
);

create table variants (
  store_id uuid not null,
  id uuid not null,
  product_id uuid not null,
  position integer not null,
  sku text not null,
  gtin text,
  gtin_key text,
  title text not null,
  option_values jsonb not null default '{}',
  price bigint not null check (price >= 0),
  compare_at_price bigint check (compare_at_price >= 0),
  cost bigint check (cost >= 0),
  tax_code text,
  weight_grams integer check (weight_grams >= 0),
  image_media_id uuid,
  track_inventory boolean not null default true,
  allow_backorder boolean not null default false,
  -- available = on_hand - reserved - living holds
  on_hand integer not null default 0,
  reserved integer not null default 0,
  low_stock_threshold integer,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (store_id, id),
  foreign key (store_id, product_id) references products (store_id, id) on delete cascade,
  foreign key (store_id, image_media_id) references media (store_id, id),
  constraint variants_sku_key unique (store_id, sku),
  constraint variants_reserved_floor check (reserved >= 0),
  constraint variants_stock_floor
    check (allow_backorder or not track_inventory or (on_hand >= 0 and reserved <= on_hand))
);
create index variants_product on variants (store_id, product_id, position);
create index variants_gtin on variants (store_id, gtin_key) where gtin_key is not null;

create table product_media (
  store_id uuid not null,
  id uuid not null,
  product_id uuid not null,
  media_id uuid not null,
  is_main boolean not null default false,
  sort_order integer not null default 100,
  title text not null default '',
  alt text,
  created_at timestamptz not null default now(),
  primary key (store_id, id),
  foreign key (store_id, product_id) references products (store_id, id) on delete cascade,
  foreign key (store_id, media_id) references media (store_id, id),
  constraint product_media_once unique (store_id, product_id, media_id)
);
create unique index product_media_main on product_media (store_id, product_id) where is_main;
create index product_media_order on product_media (store_id, product_id, is_main desc, sort_order, created_at desc);
create index product_media_media on product_media (store_id, media_id);

create table collections (
  store_id uuid not null references stores (id) on delete cascade,
  id uuid not null,
  slug text not null,
  title text not null,
  description text not null default '',
  image_media_id uuid,
  kind text not null default 'manual' check (kind in ('manual', 'automatic')),
  rules jsonb,
  sort text not null default 'manual',
  seo_title text,
  seo_description text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (store_id, id),
  foreign key (store_id, image_media_id) references media (store_id, id),
  constraint collections_slug_key unique (store_id, slug)
);
create index collections_newest on collections (store_id, created_at desc, id desc);

create table collection_products (
  store_id uuid not null,
  collection_id uuid not null,
  product_id uuid not null,
  position integer not null,
  primary key (store_id, collection_id, product_id),
  foreign key (store_id, collection_id) references collections (store_id, id) on delete cascade,
  foreign key (store_id, product_id) references products (store_id, id) on delete cascade
);
create index collection_products_product on collection_products (store_id, product_id);
create index collection_products_order on collection_products (store_id, collection_id, position, product_id);

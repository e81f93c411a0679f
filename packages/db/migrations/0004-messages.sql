-- What comes in from and goes out to other machines.

-- Every verified webhook, stored before it is answered. `account` is '' for the platform's own.
create table inbox_events (
  provider text not null,
  account text not null default '',
  event_id text not null,
  type text not null,
  store_id uuid references stores (id) on delete cascade,
  payload jsonb not null,
  status text not null default 'received' check (status in ('received', 'processed', 'ignored', 'failed')),
  failure text,
  received_at timestamptz not null default now(),
  processed_at timestamptz,
  primary key (provider, account, event_id)
);
create index inbox_events_waiting on inbox_events (received_at) where status = 'received';

create table outbox_events (
  store_id uuid not null references stores (id) on delete cascade,
  id uuid not null,
  type text not null,
  payload jsonb not null,
  created_at timestamptz not null default now(),
  dispatched_at timestamptz,
  primary key (store_id, id)
);
create index outbox_events_waiting on outbox_events (created_at) where dispatched_at is null;

create table idempotency_keys (
  -- the nil UUID where no store is known yet (sign-up)
  store_id uuid not null,
  caller text not null,
  operation text not null,
  key text not null check (length(key) between 1 and 255),
  request_hash text not null,
  status text not null check (status in ('running', 'done')),
  -- a crashed twin may be taken over after this
  locked_until timestamptz not null,
  -- sealed: answers may hold secrets that are shown once
  response text,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  primary key (store_id, caller, operation, key)
);
create index idempotency_keys_expiry on idempotency_keys (expires_at);

-- One row per mail that must be sent once, whatever runs twice.
create table email_messages (
  store_id uuid not null references stores (id) on delete cascade,
  id uuid not null,
  kind text not null,
  subject_id text not null,
  recipient text not null,
  status text not null check (status in ('sending', 'sent', 'failed')),
  attempts integer not null default 1,
  failure text,
  -- when the latest attempt began: one that died may be taken over
  claimed_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  primary key (store_id, id),
  constraint email_messages_once unique (store_id, kind, subject_id)
);

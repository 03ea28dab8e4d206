-- What QuFLX Tick Relay needs in a Supabase project.
--
-- Apply it once, either way:
--   * paste the whole file into the SQL editor of the project and run it, or
--   * psql -v ON_ERROR_STOP=1 -f schema.sql "<the project's connection string>"
-- Running it again is safe: it keeps every row, and renews the functions and the rights.
-- It works on PostgreSQL 15 and newer.

-- One row a tick. The key is the tick's identity, so that a repeated upload stores nothing twice.
-- timestamp: UTC milliseconds. pair: the broker's own symbol (EURUSD_otc; EURUSD_otc@quotex for other brokers).
create table if not exists public.historical_ticks (
  pair varchar(64) not null,
  price double precision not null,
  "timestamp" bigint not null,
  constraint historical_ticks_key unique (pair, "timestamp", price),
  constraint historical_ticks_pair check (pair <> ''),
  constraint historical_ticks_price check (price > 0 and price < 'Infinity'::double precision),
  constraint historical_ticks_timestamp check ("timestamp" > 0)
);

-- One row a minute of a pair whose ticks prune_historical_ticks() has removed. The two timestamps say when
-- open and close were quoted, so that a tick that arrives late still finds its place in the candle.
create table if not exists public.historical_candles (
  pair varchar(64) not null,
  "time" bigint not null,
  open double precision not null,
  high double precision not null,
  low double precision not null,
  close double precision not null,
  ticks bigint not null,
  open_timestamp bigint not null,
  close_timestamp bigint not null,
  constraint historical_candles_key primary key (pair, "time"),
  constraint historical_candles_time check ("time" % 60000 = 0)
);

-- No policy: only the secret key, which bypasses row-level security, reads and writes.
alter table public.historical_ticks enable row level security;
alter table public.historical_candles enable row level security;

-- The newest candles of a pair as a JSON array, ascending: [{ time, open, high, low, close, ticks }, ...].
-- candle_from, candle_before: only candles that begin at or after, before (UTC ms; null: no bound).
-- Open is the price of the earliest timestamp (the lower of two), close that of the latest (the higher of two).
-- Minutes already pruned come from historical_candles; shorter timeframes end where the ticks end.
-- It answers JSON, not rows, because the API cuts every answer off after 1,000 rows.
create or replace function public.historical_ohlc(
  candle_pair text,
  timeframe_ms bigint,
  candle_limit integer default 200,
  candle_before bigint default null,
  candle_from bigint default null
) returns json
language plpgsql stable
set search_path = ''
as $$
declare
  -- A minute belongs to one candle only of timeframes that are made of whole minutes.
  whole_minutes constant boolean := timeframe_ms % 60000 = 0;
  -- Candles are cut at multiples of the timeframe: round both bounds up to one.
  upper_bound constant bigint := case
    when candle_before is null then 9223372036854775807
    else (candle_before + timeframe_ms - 1) / timeframe_ms * timeframe_ms
  end;
  first_allowed constant bigint :=
    (coalesce(candle_from, 0) + timeframe_ms - 1) / timeframe_ms * timeframe_ms;
  lower_bound bigint := upper_bound;
  newest bigint;
begin
  -- Step from candle to candle through the index, so that neither gaps nor the table's size cost anything.
  for step in 1..candle_limit loop
    newest := greatest(
      (select max(t."timestamp") from public.historical_ticks t
        where t.pair = candle_pair and t."timestamp" < lower_bound),
      (select max(c."time") from public.historical_candles c
        where whole_minutes and c.pair = candle_pair and c."time" < lower_bound)
    );
    exit when newest is null or newest < first_allowed;
    lower_bound := newest - newest % timeframe_ms;
  end loop;

  return (
    with parts as (
      select t."timestamp" - t."timestamp" % timeframe_ms as "time",
        t.price as open, t.price as high, t.price as low, t.price as close, 1::bigint as ticks,
        t."timestamp" as open_timestamp, t."timestamp" as close_timestamp
      from public.historical_ticks t
      where t.pair = candle_pair and t."timestamp" >= lower_bound and t."timestamp" < upper_bound
      union all
      select c."time" - c."time" % timeframe_ms,
        c.open, c.high, c.low, c.close, c.ticks, c.open_timestamp, c.close_timestamp
      from public.historical_candles c
      where whole_minutes and c.pair = candle_pair and c."time" >= lower_bound and c."time" < upper_bound
    ),
    candles as (
      select "time",
        (array_agg(open order by open_timestamp, open))[1] as open,
        max(high) as high,
        min(low) as low,
        (array_agg(close order by close_timestamp desc, close desc))[1] as close,
        sum(ticks)::bigint as ticks
      from parts
      group by "time"
    )
    select coalesce(
      json_agg(
        json_build_object(
          'time', "time", 'open', open, 'high', high, 'low', low, 'close', close, 'ticks', ticks
        ) order by "time"
      ),
      '[]'::json
    )
    from candles
  );
end;
$$;

-- Removes ticks older than keep after adding them to historical_candles, in one transaction; answers how many went.
-- chunk_ticks: at most that many in this call, so that no statement timeout is met; call again until it answers 0.
-- 1,000 ticks a minute fill the 500 MB of a free project in 3.4 days. With TICK_RETENTION_DAYS the relay calls this
-- every hour, when all that it ever uploaded is confirmed. By hand:
--   select public.prune_historical_ticks('2 days');
-- It must not run by itself (pg_cron) while a relay is stopped for longer than keep: what that relay had stored, but
-- had no answer for, comes again at its start, and would be counted twice in ticks of its minute.
drop function if exists public.prune_historical_ticks(interval);
create or replace function public.prune_historical_ticks(
  keep interval default '2 days',
  chunk_ticks integer default null
) returns bigint
language plpgsql
set search_path = ''
as $$
declare
  cutoff constant bigint := floor(extract(epoch from now() - keep) / 60)::bigint * 60000;
  removed bigint := 0;
  removed_of_pair bigint;
  pruned_pair varchar;
begin
  if keep < interval '1 hour' then
    raise exception 'prune_historical_ticks keeps at least 1 hour, so that the relay can finish its uploads';
  end if;
  -- Pair by pair, in the order of the key: so a chunk is found through its index.
  select min(t.pair) into pruned_pair from public.historical_ticks t;
  while pruned_pair is not null and (chunk_ticks is null or removed < chunk_ticks) loop
    with old as (
      select t.ctid from public.historical_ticks t
      where t.pair = pruned_pair and t."timestamp" < cutoff
      order by t."timestamp", t.price
      limit chunk_ticks - removed
    ),
    gone as (
      -- Another pruning at the same time may have had a row first; then it is not among the rows returned here.
      delete from public.historical_ticks t where t.ctid = any (array(select old.ctid from old))
      returning t.pair, t.price, t."timestamp"
    ),
    rolled_up as (
      insert into public.historical_candles as kept
        (pair, "time", open, high, low, close, ticks, open_timestamp, close_timestamp)
      select g.pair,
        g."timestamp" - g."timestamp" % 60000,
        (array_agg(g.price order by g."timestamp", g.price))[1],
        max(g.price),
        min(g.price),
        (array_agg(g.price order by g."timestamp" desc, g.price desc))[1],
        count(*),
        min(g."timestamp"),
        max(g."timestamp")
      from gone g
      group by 1, 2
      on conflict (pair, "time") do update set
        open = case
          when excluded.open_timestamp = kept.open_timestamp then least(excluded.open, kept.open)
          when excluded.open_timestamp < kept.open_timestamp then excluded.open
          else kept.open
        end,
        high = greatest(kept.high, excluded.high),
        low = least(kept.low, excluded.low),
        close = case
          when excluded.close_timestamp = kept.close_timestamp then greatest(excluded.close, kept.close)
          when excluded.close_timestamp > kept.close_timestamp then excluded.close
          else kept.close
        end,
        ticks = kept.ticks + excluded.ticks,
        open_timestamp = least(kept.open_timestamp, excluded.open_timestamp),
        close_timestamp = greatest(kept.close_timestamp, excluded.close_timestamp)
    )
    select count(*) into removed_of_pair from gone;
    removed := removed + removed_of_pair;
    select min(t.pair) into pruned_pair from public.historical_ticks t where t.pair > pruned_pair;
  end loop;
  return removed;
end;
$$;

-- Calls a pair's ticks and pruned minutes by another name; answers how many ticks. What is there under both names
-- stays once. The relay asks for it when the name of a pair becomes known only after its first ticks were uploaded.
create or replace function public.rename_historical_pair(former_pair text, new_pair text) returns bigint
language plpgsql
set search_path = ''
as $$
declare
  renamed bigint;
begin
  if former_pair = new_pair then
    return 0;
  end if;
  with gone as (
    delete from public.historical_ticks t where t.pair = former_pair returning t.price, t."timestamp"
  ),
  stored as (
    insert into public.historical_ticks (pair, price, "timestamp")
    select new_pair, g.price, g."timestamp" from gone g
    on conflict do nothing
  )
  select count(*) into renamed from gone;

  with gone as (
    delete from public.historical_candles c where c.pair = former_pair returning c.*
  )
  insert into public.historical_candles as kept
    (pair, "time", open, high, low, close, ticks, open_timestamp, close_timestamp)
  select new_pair, g."time", g.open, g.high, g.low, g.close, g.ticks, g.open_timestamp, g.close_timestamp
  from gone g
  on conflict (pair, "time") do update set
    open = case
      when excluded.open_timestamp = kept.open_timestamp then least(excluded.open, kept.open)
      when excluded.open_timestamp < kept.open_timestamp then excluded.open
      else kept.open
    end,
    high = greatest(kept.high, excluded.high),
    low = least(kept.low, excluded.low),
    close = case
      when excluded.close_timestamp = kept.close_timestamp then greatest(excluded.close, kept.close)
      when excluded.close_timestamp > kept.close_timestamp then excluded.close
      else kept.close
    end,
    ticks = kept.ticks + excluded.ticks,
    open_timestamp = least(kept.open_timestamp, excluded.open_timestamp),
    close_timestamp = greatest(kept.close_timestamp, excluded.close_timestamp);
  return renamed;
end;
$$;

-- What `tick-relay audit --deep` holds against the relay's own log: for each UTC hour of a pair between audit_from
-- and audit_to (UTC ms, whole hours; from inclusive, to exclusive) that has ticks, their number and the MD5 of their
-- timestamps and prices as bytes (big endian, 8 each), in order of both. pruned: prune_historical_ticks() has removed
-- ticks of this hour. A JSON array, ascending: [{ hour, ticks, md5, pruned }, ...].
create or replace function public.historical_hours(audit_pair text, audit_from bigint, audit_to bigint) returns json
language sql stable
set search_path = ''
as $$
  with hours as (
    select t."timestamp" - t."timestamp" % 3600000 as hour,
      count(*) as ticks,
      md5(string_agg(int8send(t."timestamp") || float8send(t.price), ''::bytea order by t."timestamp", t.price))
        as md5
    from public.historical_ticks t
    where t.pair = audit_pair and t."timestamp" >= audit_from and t."timestamp" < audit_to
    group by 1
  ),
  pruned as (
    select distinct c."time" - c."time" % 3600000 as hour
    from public.historical_candles c
    where c.pair = audit_pair and c."time" >= audit_from and c."time" < audit_to
  )
  select coalesce(
    json_agg(
      json_build_object(
        'hour', hour, 'ticks', coalesce(h.ticks, 0), 'md5', coalesce(h.md5, ''), 'pruned', p.hour is not null
      ) order by hour
    ),
    '[]'::json
  )
  from hours h full join pruned p using (hour)
$$;

-- The relay asks this at its start, to tell a project without this file from one that cannot be reached.
create or replace function public.tick_relay_schema_version() returns integer
language sql immutable
set search_path = ''
as $$ select 3 $$;

-- The secret key's role (service_role) works with all of it; the public ones (anon, authenticated) with nothing.
do $$
declare
  role_name text;
begin
  revoke all on public.historical_ticks, public.historical_candles from public;
  revoke all on function
    public.historical_ohlc(text, bigint, integer, bigint, bigint),
    public.historical_hours(text, bigint, bigint),
    public.prune_historical_ticks(interval, integer),
    public.rename_historical_pair(text, text),
    public.tick_relay_schema_version()
  from public;
  foreach role_name in array array['anon', 'authenticated'] loop
    if exists (select from pg_catalog.pg_roles where rolname = role_name) then
      execute format('revoke all on public.historical_ticks, public.historical_candles from %I', role_name);
      execute format(
        'revoke all on function public.historical_ohlc(text, bigint, integer, bigint, bigint),'
        ' public.historical_hours(text, bigint, bigint), public.prune_historical_ticks(interval, integer),'
        ' public.rename_historical_pair(text, text), public.tick_relay_schema_version() from %I', role_name);
    end if;
  end loop;
  if exists (select from pg_catalog.pg_roles where rolname = 'service_role') then
    grant select, insert, update, delete on public.historical_ticks, public.historical_candles to service_role;
    grant execute on function
      public.historical_ohlc(text, bigint, integer, bigint, bigint),
      public.historical_hours(text, bigint, bigint),
      public.prune_historical_ticks(interval, integer),
      public.rename_historical_pair(text, text),
      public.tick_relay_schema_version()
    to service_role;
  end if;
end;
$$;

-- Makes the API see the new tables and functions at once.
notify pgrst, 'reload schema';

-- grain: one row per series and kind of breakdown, period, and published period that it is summed from
with
cell as (
    select
        trade_cell.*,
        trade_cell.region_code is not null as is_by_region,
        case
            when trade_cell.partner_code = 'WORLD' then 'world'
            when partner.kind = 'group' then 'group'
            else 'partner'
        end as partner_class
    from mart.trade_cell as trade_cell
    left join ref.partner as partner on partner.partner_code = trade_cell.partner_code
),

-- A month is there when any line is that is broken down alike: a partner without trade in it has no line.
broken_down as (
    select
        *,
        'total' as breakdown
    from cell
    union all
    select
        *,
        partner_class as breakdown
    from cell
    union all
    select
        *,
        'commodity' as breakdown
    from cell
    where commodity_level > 0
),

series as (
    select
        source_id,
        reporter_code,
        flow,
        scope,
        currency,
        is_by_region,
        breakdown,
        period_start,
        period_end,
        period_kind
    from broken_down
    group by
        source_id,
        reporter_code,
        flow,
        scope,
        currency,
        is_by_region,
        breakdown,
        period_start,
        period_end,
        period_kind
),

piece as (
    select
        *,
        extract(year from period_end) as year,
        extract(month from period_end) as last_month,
        case period_kind when 'month' then 1 else 2 end as months,
        count(case when period_kind = 'month' and extract(month from period_end) <= 2 then 1 end) over one_year as singles,
        count(case when period_kind = 'jan_feb' then 1 end) over one_year as pairs
    from series
    where period_kind in ('month', 'jan_feb')
    window one_year as (
        partition by
            source_id, reporter_code, flow, scope, currency, is_by_region, breakdown, extract(year from period_end)
    )
),

-- January and February one by one when both are there, otherwise the two as one, never both.
used as (
    select * from piece
    where last_month > 2 or (period_kind = 'month') = (singles = 2 or pairs = 0)
),

covered as (
    select
        *,
        sum(months) over (
            partition by source_id, reporter_code, flow, scope, currency, is_by_region, breakdown, year
            order by last_month
        ) as months_so_far
    from used
),

target as (
    select
        source_id,
        reporter_code,
        flow,
        scope,
        currency,
        is_by_region,
        breakdown,
        year,
        last_month,
        cast(date_trunc('year', period_end) as date) as period_start,
        period_end,
        case last_month when 12 then 'year' when 2 then 'jan_feb' else 'year_to_date' end as period_kind
    from covered
    where months_so_far = last_month and last_month > 1
),

-- What is published for the same days is never derived as well.
derived as (
    select
        target.source_id,
        target.reporter_code,
        target.flow,
        target.scope,
        target.currency,
        target.is_by_region,
        target.breakdown,
        target.period_start,
        target.period_end,
        target.period_kind,
        'derived from months' as basis,
        used.period_start as part_start,
        used.period_end as part_end,
        used.period_kind as part_kind
    from target
    join used
        on
            used.source_id = target.source_id
            and used.reporter_code = target.reporter_code
            and used.flow = target.flow
            and used.scope = target.scope
            and used.currency = target.currency
            and used.is_by_region = target.is_by_region
            and used.breakdown = target.breakdown
            and used.year = target.year
            and used.last_month <= target.last_month
    left join series as published
        on
            published.source_id = target.source_id
            and published.reporter_code = target.reporter_code
            and published.flow = target.flow
            and published.scope = target.scope
            and published.currency = target.currency
            and published.is_by_region = target.is_by_region
            and published.breakdown = target.breakdown
            and published.period_start = target.period_start
            and published.period_end = target.period_end
    where published.source_id is null
),

both_bases as (
    select
        *,
        'published' as basis,
        period_start as part_start,
        period_end as part_end,
        period_kind as part_kind
    from series
    union all
    select * from derived
)

select
    both_bases.source_id,
    both_bases.reporter_code,
    both_bases.flow,
    both_bases.scope,
    both_bases.currency,
    both_bases.is_by_region,
    both_bases.breakdown,
    both_bases.period_start,
    both_bases.period_end,
    both_bases.period_kind,
    both_bases.basis,
    both_bases.part_start,
    both_bases.part_end,
    both_bases.part_kind,
    case
        when extract(day from both_bases.period_start) <> 1 or extract(day from both_bases.period_end + interval 1 day) <> 1
            then concat_ws('..', cast(both_bases.period_start as varchar), cast(both_bases.period_end as varchar))
        when substr(cast(both_bases.period_start as varchar), 1, 7) = substr(cast(both_bases.period_end as varchar), 1, 7)
            then substr(cast(both_bases.period_start as varchar), 1, 7)
        when
            substr(cast(both_bases.period_start as varchar), 6) <> '01-01'
            or substr(cast(both_bases.period_end as varchar), 6) <> '12-31'
            then
                concat_ws(
                    '..',
                    substr(cast(both_bases.period_start as varchar), 1, 7),
                    substr(cast(both_bases.period_end as varchar), 1, 7)
                )
        when extract(year from both_bases.period_start) = extract(year from both_bases.period_end)
            then substr(cast(both_bases.period_start as varchar), 1, 4)
        else
            concat_ws(
                '..',
                substr(cast(both_bases.period_start as varchar), 1, 4),
                substr(cast(both_bases.period_end as varchar), 1, 4)
            )
    end as period,
    case
        when extract(year from both_bases.period_start) = extract(year from both_bases.period_end)
            then cast(extract(year from both_bases.period_end) as integer)
    end as year,
    -- By the day after the period, so that February is like for like in leap years too.
    case
        when both_bases.period_end + interval 1 day <= both_bases.period_start + interval 1 year
            then cast(both_bases.period_start - interval 1 year as date)
    end as earlier_start,
    case
        when both_bases.period_end + interval 1 day <= both_bases.period_start + interval 1 year
            then cast(both_bases.period_end + interval 1 day - interval 1 year - interval 1 day as date)
    end as earlier_end
from both_bases

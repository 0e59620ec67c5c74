-- grain: one row per source, reporter, region, flow, scope, currency and period
with
total as (
    select
        *,
        case when bound = 'exact' then value end as exact_value
    from mart.trade_total
    where region_code is not null
),

reporter as (
    select
        partner_code as reporter_code,
        name
    from ref.partner
),

region_name as (
    select
        region_code,
        name
    from ref.region_name
    where language = 'en' and is_preferred = 'true'
),

-- All regions of the same source, flow, scope and period.
placed as (
    select
        *,
        sum(value) over all_regions as value_of_all,
        count(*) over all_regions as regions,
        count(exact_value) over all_regions as exact_regions,
        row_number() over (
            partition by source_id, reporter_code, flow, scope, currency, period_start, period_end, period_kind
            order by value desc nulls last, region_code
        ) as rank
    from total
    window all_regions as (
        partition by source_id, reporter_code, flow, scope, currency, period_start, period_end, period_kind
    )
),

compared as (
    select
        now.*,
        earlier.value as earlier_value,
        earlier.period as earlier_period,
        earlier.basis as earlier_basis,
        earlier.period_kind as earlier_kind,
        case
            when now.earlier_start is null then 'Periods of several years overlap.'
            when earlier.source_id is null then 'There is no like sum one year earlier.'
            when now.bound <> 'exact' or earlier.bound <> 'exact' then 'One of the two sums is only a lower bound.'
            when now.commodity_level is distinct from earlier.commodity_level
                then 'The two sums are of different levels of commodities.'
            when coalesce(earlier.value, 0) <= 0 then 'The sum one year earlier is 0.'
        end as obstacle
    from placed as now
    left join total as earlier
        on
            earlier.source_id = now.source_id
            and earlier.reporter_code = now.reporter_code
            and earlier.region_code = now.region_code
            and earlier.flow = now.flow
            and earlier.scope = now.scope
            and earlier.currency = now.currency
            and earlier.period_kind = now.period_kind
            and earlier.period_start = now.earlier_start
            and earlier.period_end = now.earlier_end
)

select
    coalesce(reporter.name, compared.reporter_code) as reporter,
    coalesce(region_name.name, compared.region_code) as region,
    compared.period,
    compared.year,
    compared.flow,
    compared.value,
    compared.currency,
    compared.bound,
    compared.value_usd,
    compared.value_cny,
    case
        when compared.obstacle is null
            then
                cast(
                    ref.growth_pct(
                        compared.value,
                        concat_ws(' / ', compared.currency, compared.period_kind),
                        compared.earlier_value,
                        concat_ws(' / ', compared.currency, compared.earlier_kind)
                    ) as decimal(24, 6)
                )
    end as growth_pct,
    coalesce(
        compared.obstacle,
        concat(
            'Against ',
            compared.earlier_period,
            case when compared.earlier_basis <> 'published' then ' (' || compared.earlier_basis || ')' end,
            '.'
        )
    ) as growth_basis,
    case
        when compared.regions = compared.exact_regions
            then cast(ref.quotient(100 * compared.value, cast(compared.value_of_all as decimal(24, 3))) as decimal(24, 6))
    end as share_of_reporter_pct,
    compared.rank,
    compared.basis,
    compared.lines,
    compared.masked_lines,
    compared.commodity_level,
    compared.source_id,
    compared.reporter_code,
    compared.region_code,
    compared.scope,
    compared.period_start,
    compared.period_end,
    compared.period_kind
from compared
left join reporter on reporter.reporter_code = compared.reporter_code
left join region_name on region_name.region_code = compared.region_code
